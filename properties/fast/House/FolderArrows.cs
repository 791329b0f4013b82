using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Harness.Properties.House;

/// <summary>
/// Which namespace of an assembly uses which other one of it, read from its code. Every file is in
/// the namespace of its folder, so that these are the arrows between folders too.
/// </summary>
/// <param name="assembly">The compiled project.</param>
/// <param name="sources">The texts of its files.</param>
internal sealed partial class FolderArrows(AssemblyDefinition assembly, IEnumerable<string> sources)
{
    // From a folder to those that it uses, each with one place that shows it.
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _arrows =
        new(StringComparer.Ordinal);

    /// <summary>
    /// The arrows: from, to, and who uses whom. What the compiler puts in place of a name, a
    /// constant or a member of an enum, is not in the code: it is looked for in the text.
    /// </summary>
    internal IReadOnlyDictionary<string, SortedDictionary<string, string>> Read()
    {
        foreach (TypeDefinition type in assembly.MainModule.GetAllTypes())
        {
            ReadType(type);
        }

        foreach (string source in sources)
        {
            ReadConstants(source);
        }

        return _arrows;
    }

    private void ReadType(TypeDefinition type)
    {
        Use(type, type.BaseType);
        Each(type, type.Interfaces.Select(one => one.InterfaceType));
        Each(type, type.Fields.Select(field => field.FieldType));
        Each(type, type.Properties.Select(property => property.PropertyType));
        Attributes(type, type);
        foreach (GenericParameter parameter in type.GenericParameters)
        {
            Each(type, parameter.Constraints.Select(one => one.ConstraintType));
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Attributes(type, method);
            Use(type, method.ReturnType);
            Each(type, method.Parameters.Select(parameter => parameter.ParameterType));
            if (method.HasBody)
            {
                ReadBody(type, method);
            }
        }
    }

    private void ReadBody(TypeDefinition type, MethodDefinition method)
    {
        Each(type, method.Body.Variables.Select(variable => variable.VariableType));
        foreach (object operand in method.Body.Instructions
            .Select(instruction => instruction.Operand).Where(operand => operand is not null))
        {
            switch (operand)
            {
                case TypeReference used:
                    Use(type, used);
                    break;
                case MethodReference called:
                    Use(type, called.DeclaringType);
                    Use(type, called.ReturnType);
                    Each(type, called.Parameters.Select(one => one.ParameterType));
                    Each(type, (called as GenericInstanceMethod)?.GenericArguments ?? []);
                    break;
                case FieldReference field:
                    Use(type, field.DeclaringType);
                    Use(type, field.FieldType);
                    break;
                default:
                    break;
            }
        }
    }

    private void Attributes(TypeDefinition type, ICustomAttributeProvider bearer) =>
        Each(type, bearer.CustomAttributes.Select(one => one.AttributeType));

    private void Each(TypeDefinition type, IEnumerable<TypeReference> used)
    {
        foreach (TypeReference one in used)
        {
            Use(type, one);
        }
    }

    private void Use(TypeDefinition user, TypeReference? used)
    {
        switch (used)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                Each(user, generic.GenericArguments);
                Use(user, generic.ElementType);
                return;
            case TypeSpecification special:
                Use(user, special.ElementType);
                return;
            default:
                if (used.Scope == assembly.MainModule)
                {
                    Add(SpaceOf(user), SpaceOf(used), $"{user.Name} -> {used.Name}");
                }

                return;
        }
    }

    private void ReadConstants(string source)
    {
        string from = Space().Match(source).Groups[1].Value;
        HashSet<string> seen = [.. Using().Matches(source).Select(one => one.Groups[1].Value)];
        for (string at = from; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOf('.'))])
        {
            seen.Add(at);
        }

        foreach (Match named in Member().Matches(source))
        {
            if (Constants.TryGetValue(named.Value, out HashSet<string>? spaces))
            {
                foreach (string to in spaces.Where(seen.Contains))
                {
                    Add(from, to, named.Value);
                }
            }
        }
    }

    // Type.Member of every constant, and the namespaces that have one of that name.
    private Dictionary<string, HashSet<string>> Constants => field ??=
        assembly.MainModule.GetAllTypes()
            .SelectMany(type => type.Fields.Where(one => one.HasConstant)
                .Select(one => (Name: $"{type.Name}.{one.Name}", Space: SpaceOf(type))))
            .GroupBy(one => one.Name, one => one.Space)
            .ToDictionary(same => same.Key, same => same.ToHashSet());

    private void Add(string from, string to, string shown)
    {
        // What the compiler makes for itself is in no namespace.
        if (from.Length > 0 && to.Length > 0 && from != to)
        {
            if (!_arrows.TryGetValue(from, out SortedDictionary<string, string>? arrows))
            {
                _arrows.Add(from, arrows = new(StringComparer.Ordinal));
            }

            arrows.TryAdd(to, shown);
        }
    }

    private static string SpaceOf(TypeReference type)
    {
        TypeReference outer = type;
        while (outer.DeclaringType is { } declaring)
        {
            outer = declaring;
        }

        return outer.Namespace;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Space();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b[A-Z]\w*\.[A-Z]\w*\b")]
    private static partial Regex Member();
}
