namespace Harness.Properties.Configuration;

/// <summary>Changes a text a little, as people and bad disks do.</summary>
internal static class TextMutation
{
    /// <summary>The text with one to three characters or lines changed.</summary>
    internal static string Of(string text, Random random, string odd)
    {
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            text = text.Length == 0 || random.Next(3) == 0
                ? LineChanged(text, random)
                : CharacterChanged(text, random, odd);
        }

        return text;
    }

    private static string CharacterChanged(string text, Random random, string odd)
    {
        int at = random.Next(text.Length);
        string other = random.Next(2) == 0
            ? odd[random.Next(odd.Length)].ToString()
            : text[random.Next(text.Length)].ToString();
        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, other),
            _ => text.Remove(at, 1).Insert(at, other),
        };
    }

    private static string LineChanged(string text, Random random)
    {
        List<string> lines = [.. text.Split('\n')];
        int at = random.Next(lines.Count);
        string line = lines[random.Next(lines.Count)];
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, line);
                break;
            case 2:
                lines[at] = line;
                break;
            default:
                lines.RemoveRange(at, lines.Count - at);
                break;
        }

        return string.Join('\n', lines);
    }
}
