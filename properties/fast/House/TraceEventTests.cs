using System.Reflection;
using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.House;

/// <summary>
/// What is not written is not in the digest, and then two different runs look the same.
/// </summary>
public class TraceEventTests
{
    private static readonly Type[] Types = [.. typeof(TraceEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(TraceEvent)) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Types.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_field_of_an_event_is_in_its_digest(string name)
    {
        Type type = Types.Single(one => one.Name == name);
        ConstructorInfo constructor = type.GetConstructors().Single();
        ParameterInfo[] fields = constructor.GetParameters();
        object[] first = [.. fields.Select(field => Sample(field.ParameterType, 0))];
        string before = DigestOf((TraceEvent)constructor.Invoke(first));
        Assert.NotEmpty(fields);
        Assert.All(Enumerable.Range(0, fields.Length), changed =>
        {
            object[] other = [.. first];
            other[changed] = Sample(fields[changed].ParameterType, 1);
            string after = DigestOf((TraceEvent)constructor.Invoke(other));
            Assert.True(before != after, $"{name}.{fields[changed].Name} is not written");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_has_no_field_that_its_constructor_does_not_take(string name)
    {
        Type type = Types.Single(one => one.Name == name);
        string[] fields = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance
            | BindingFlags.DeclaredOnly).Select(one => one.Name).Where(one => one != "Kind")];
        Assert.Equal(
            type.GetConstructors().Single().GetParameters().Select(one => one.Name!).Order(),
            fields.Order());
    }

    [Fact]
    public void The_numbers_of_the_kinds_of_events_are_unique() => Assert.Distinct(Types.Select(
        type =>
        {
            ConstructorInfo constructor = type.GetConstructors().Single();
            object[] arguments = [.. constructor.GetParameters()
                .Select(field => Sample(field.ParameterType, 0))];
            return ((TraceEvent)constructor.Invoke(arguments)).Kind;
        }));

    [Fact]
    public void All_kinds_of_events_are_looked_at() => Assert.True(Types.Length >= 20);

    [Fact]
    public void Both_parts_of_an_exit_status_are_in_the_digest()
    {
        string[] digests = [.. new[]
        {
            new ExitStatus(ExitKind.Code, 9), new(ExitKind.Signal, 9), new(ExitKind.Code, 8),
        }.Select(status => DigestOf(new ProcessExited("a", 1, 1, status, ExitCause.Fault)))];
        Assert.Distinct(digests);
    }

    private static string DigestOf(TraceEvent happened)
    {
        var digest = new Digest();
        happened.WriteFields(new DigestWriter(digest));
        return digest.ToString();
    }

    /// <summary>One of two different values of that type.</summary>
    private static object Sample(Type type, int which) => type switch
    {
        _ when type == typeof(int) => 7 + which,
        _ when type == typeof(long) => 7L + which,
        _ when type == typeof(bool) => which == 1,
        _ when type == typeof(string) => which == 0 ? "a" : "b",
        _ when type == typeof(TimeSpan) => new TimeSpan(7 + which),
        _ when type == typeof(ExitStatus) => ExitStatus.Code(which),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(which)!,
        _ => throw new InvalidOperationException($"no samples of {type}: add two"),
    };
}
