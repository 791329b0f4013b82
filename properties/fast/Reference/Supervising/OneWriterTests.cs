using System.Reflection;
using System.Runtime.CompilerServices;
using Harness.Reference.Lifecycle;
using Xunit;

namespace Harness.Properties.Reference.Supervising;

/// <summary>What changes has one writer: nobody can set a member of another type.</summary>
public class OneWriterTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Types =>
    [
        .. typeof(Supervisor).Assembly.GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(type => !type.IsEnum && type.DeclaringType is null)
            .Select(type => type.FullName!).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void No_member_can_be_set_from_outside(string name)
    {
        Type type = typeof(Supervisor).Assembly.GetType(name, throwOnError: true)!;
        string[] settable =
        [
            .. type.GetProperties(Own)
                .Where(property => property.SetMethod is { IsPrivate: false } set && !IsInit(set))
                .Select(property => property.Name),
            .. type.GetFields(Own)
                .Where(field => field is { IsPrivate: false, IsInitOnly: false, IsLiteral: false })
                .Select(field => field.Name),
        ];
        Assert.Empty(settable);
    }

    private static bool IsInit(MethodInfo set) => set.ReturnParameter
        .GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
