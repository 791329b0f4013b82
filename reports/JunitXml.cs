using System.Globalization;
using System.Text;
using System.Xml;
using Harness.Sim.Oracles;

namespace Harness.Reports;

/// <summary>
/// Writes junit.xml: a test suite per topic, a test case per scenario. Without times: they are in
/// timings.json, so that equal results are equal files.
/// </summary>
internal static class JunitXml
{
    /// <summary>Writes the document.</summary>
    public static void Write(Stream stream, IReadOnlyList<ScenarioSummary> scenarios)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(scenarios);
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using var xml = XmlWriter.Create(stream, settings);
        xml.WriteStartElement("testsuites");
        foreach (var topic in scenarios.GroupBy(scenario => Topic(scenario.Name)))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Clean(topic.Key));
            WriteCount(xml, "tests", topic.Count());
            WriteCount(xml, "failures", topic.Count(IsFailure));
            WriteCount(xml, "errors", topic.Count(IsError));
            foreach (ScenarioSummary scenario in topic)
            {
                Write(xml, topic.Key, scenario);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>The text without whatever XML cannot hold: controls and halves of pairs.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else if (XmlConvert.IsXmlChar(text[i]) && text[i] != '\r' && !IsC1(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }

    private static void Write(XmlWriter xml, string topic, ScenarioSummary scenario)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(topic));
        xml.WriteAttributeString("name", Clean(scenario.Name));
        if (IsFailure(scenario) || IsError(scenario))
        {
            xml.WriteStartElement(IsError(scenario) ? "error" : "failure");
            xml.WriteAttributeString("type", VerdictWords.Of(scenario.Verdict));
            xml.WriteAttributeString("message", Clean(Message(scenario)));
            xml.WriteString(Clean(FailureText.Of(scenario)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Message(ScenarioSummary scenario)
    {
        if (scenario.Shown is [{ Failure: { } failure }, ..])
        {
            return $"{failure.Claim}: {failure.Because}";
        }

        return $"inconclusive: {string.Join(", ", scenario.Claims
            .Where(claim => claim.Verdict == Verdict.Inconclusive).Select(claim => claim.Name))}";
    }

    // An inconclusive scenario has shown nothing: whoever reads only this file must not see green.
    private static bool IsFailure(ScenarioSummary scenario) =>
        scenario.Verdict is Verdict.Fail or Verdict.Inconclusive;

    private static bool IsError(ScenarioSummary scenario) =>
        scenario.Verdict == Verdict.HarnessFault;

    private static bool IsC1(char unit) => unit is >= '\u007f' and <= '\u009f';

    private static string Topic(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? name : name[..slash];
    }

    private static void WriteCount(XmlWriter xml, string name, int count) =>
        xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
}
