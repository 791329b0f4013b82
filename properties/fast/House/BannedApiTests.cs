using System.Reflection;
using System.Text;
using Xunit;

namespace Harness.Properties.House;

/// <summary>A misspelt entry of a ban list bans nothing, silently: so each must exist.</summary>
public class BannedApiTests
{
    private static readonly string[] _lists =
        ["BannedSymbols.txt", "reference/BannedSymbols.reference.txt"];

    private static readonly Lazy<Assembly[]> _platform = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Where(path => Path.GetDirectoryName(path)
                == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)))]);

    private static readonly Lazy<Dictionary<string, int>> _ids = new(() => _platform.Value
        .SelectMany(assembly => assembly.GetExportedTypes()).Distinct() // many are forwarded
        .SelectMany(Ids)
        .GroupBy(id => id, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));

    public static TheoryData<string> Entries => [.. Lines().Select(line => line.Split(';')[0])];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_banned_symbol_exists_exactly_once(string id)
    {
        int found = id.StartsWith("N:", StringComparison.Ordinal)
            ? Math.Min(1, _platform.Value.SelectMany(assembly => assembly.GetExportedTypes())
                .Count(type => type.Namespace == id[2..]))
            : _ids.Value.GetValueOrDefault(id);

        Assert.True(found == 1, $"{id} names {found} symbols of the platform");
    }

    [Fact]
    public void Every_banned_symbol_says_what_to_use_instead() =>
        Assert.All(Lines(), line => Assert.Matches("^[NTMPFE]:[^; ]+;[^;]{5,}$", line));

    [Fact]
    public void No_symbol_is_banned_twice()
    {
        string[] ids = [.. Lines().Select(line => line.Split(';')[0])];

        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData("System.Threading.PeriodicTimer", "#ctor", 1)] // the other takes a TimeProvider
    [InlineData("System.Threading.CancellationToken", "Register", 5)]
    [InlineData("System.Threading.CancellationToken", "UnsafeRegister", 2)]
    [InlineData("System.Threading.CancellationTokenSource", "CancelAfter", 2)]
    [InlineData("System.Environment", "GetEnvironmentVariable", 2)]
    [InlineData("System.Environment", "GetEnvironmentVariables", 2)]
    [InlineData("System.Runtime.CompilerServices.RuntimeHelpers", "GetHashCode", 1)]
    [InlineData("System.TimeProvider", "CreateTimer", 1)]
    public void No_overload_is_forgotten(string type, string method, int overloads)
    {
        string name = $"M:{type}.{method}";

        Assert.Equal(overloads, Lines().Select(line => line.Split(';')[0]).Count(id =>
            id == name || id.StartsWith($"{name}(", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_local_time_zone_is_banned_with_the_other_clocks() => Assert.Contains(
        Lines(), line => line.StartsWith("P:System.TimeZoneInfo.Local;", StringComparison.Ordinal));

    [Theory]
    [InlineData("M:System.Threading.Tasks.Task.Delay")]
    [InlineData("P:System.DateTime.UtcNoww")]
    [InlineData("T:System.Threading.Tasks.Task`2")]
    public void A_misspelt_symbol_would_be_noticed(string id) =>
        Assert.False(_ids.Value.ContainsKey(id));

    private static string[] Lines()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "BannedSymbols.txt")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        Assert.True(folder is not null, "BannedSymbols.txt is above the test's folder");
        return [.. _lists.SelectMany(list => File.ReadAllLines(Path.Combine(folder, list)))];
    }

    private static IEnumerable<string> Ids(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        string name = type.FullName!.Replace('+', '.');
        yield return $"T:{name}";
        foreach (PropertyInfo property in type.GetProperties(own))
        {
            yield return $"P:{name}.{property.Name}";
        }

        foreach (FieldInfo field in type.GetFields(own))
        {
            yield return $"F:{name}.{field.Name}";
        }

        foreach (MethodBase method in type.GetMembers(own).OfType<MethodBase>())
        {
            string arity = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
            string[] parameters =
                [.. method.GetParameters().Select(each => Id(each.ParameterType))];
            yield return $"M:{name}.{method.Name.Replace('.', '#')}{arity}"
                + (parameters.Length == 0 ? "" : $"({string.Join(',', parameters)})");
        }
    }

    /// <summary>A type as documentation ids write it inside a parameter list.</summary>
    private static string Id(Type type)
    {
        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        if (type.HasElementType)
        {
            return Id(type.GetElementType()!)
                + (type.IsArray ? "[]" : type.IsByRef ? "@" : "*");
        }

        if (!type.IsGenericType)
        {
            return (type.FullName ?? type.Name).Replace('+', '.');
        }

        string open = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        var id = new StringBuilder(open[..open.IndexOf('`', StringComparison.Ordinal)]);
        return id.Append('{')
            .AppendJoin(',', type.GetGenericArguments().Select(Id)).Append('}').ToString();
    }
}
