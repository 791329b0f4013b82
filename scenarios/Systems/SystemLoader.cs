using System.Reflection;
using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Reports;

namespace Harness.Scenarios.Systems;

/// <summary>Loads the factory of a system under test, and says what is wrong with it.</summary>
internal static class SystemLoader
{
    /// <summary>
    /// The type of a system's factory; null, and why, if there is none. Nothing of it is run.
    /// </summary>
    /// <param name="name">Which.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Type? TypeOf(SystemName name, string folder, List<string> problems)
    {
        string path = Path.GetFullPath(name.Assembly, folder);
        if (Load(path, name, problems) is not { } assembly)
        {
            return null;
        }

        Type? type = assembly.GetType(name.Type);
        if (type is null)
        {
            Type[] factories = [.. Types(assembly).Where(IsFactory)];
            problems.Add($"{Shown(name)}: no type is called {Words.Quote(name.Type)}"
                + (factories.Length == 0
                    ? $", and none in it is a public {nameof(ISystemFactory)} with a constructor"
                        + " without parameters"
                    : ": " + Words.Instead(
                        name.Type, [.. factories.Select(one => one.FullName!)])));
            return null;
        }

        if (WhyNot(type) is { } problem)
        {
            problems.Add($"{Shown(name)}: {problem}");
            return null;
        }

        return type;
    }

    /// <summary>Makes the factory.</summary>
    /// <exception cref="SystemRefusedException">Its constructor threw.</exception>
    public static ISystemFactory Make(Type type)
    {
        try
        {
            return (ISystemFactory)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException thrown)
        {
            Exception error = thrown.InnerException ?? thrown;
            throw new SystemRefusedException(
                $"the constructor of {type.FullName} threw {error.GetType().Name}:"
                + $" {OneLine.Of(error.Message)}");
        }
        catch (Exception error) when (error is TypeLoadException or IOException
            or BadImageFormatException or MissingMethodException)
        {
            throw new SystemRefusedException(
                $"{type.FullName} cannot be made: {OneLine.Of(error.Message)}");
        }
    }

    private static Assembly? Load(string path, SystemName name, List<string> problems)
    {
        if (!File.Exists(path))
        {
            problems.Add($"{Shown(name)}: "
                + (Directory.Exists(path) ? "it is a directory" : "the file is not there")
                + ": expected the path of an assembly");
            return null;
        }

        try
        {
            if (SystemContext.IsShared(AssemblyName.GetAssemblyName(path).Name!))
            {
                problems.Add($"{Shown(name)}: the harness and its systems have this assembly in"
                    + " common: expected one of your own");
                return null;
            }

            return new SystemContext(path).LoadFromAssemblyPath(path);
        }
        catch (Exception wrong) when (wrong is BadImageFormatException or IOException
            or UnauthorizedAccessException)
        {
            problems.Add($"{Shown(name)}: it cannot be loaded as an assembly of .NET:"
                + $" {OneLine.Of(wrong.Message)}");
            return null;
        }
    }

    private static string Shown(SystemName name) => OneLine.Of(name.Assembly);

    private static bool IsFactory(Type type) => WhyNot(type) is null;

    private static string? WhyNot(Type type)
    {
        string shown = type.FullName!;
        try
        {
            return !typeof(ISystemFactory).IsAssignableFrom(type)
                    ? $"{shown} does not implement {typeof(ISystemFactory).FullName}"
                : !type.IsVisible ? $"{shown} is not public"
                : type.IsAbstract ? $"{shown} is abstract"
                : type.ContainsGenericParameters ? $"{shown} is generic"
                : type.GetConstructor(Type.EmptyTypes) is null
                    ? $"{shown} has no public constructor without parameters"
                : null;
        }
        catch (Exception wrong) when (wrong is TypeLoadException or IOException)
        {
            return $"{shown} cannot be loaded: {OneLine.Of(wrong.Message)}";
        }
    }

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetExportedTypes();
        }
        catch (Exception wrong) when (wrong is TypeLoadException or IOException
            or ReflectionTypeLoadException)
        {
            return (wrong as ReflectionTypeLoadException)?.Types.OfType<Type>() ?? [];
        }
    }
}
