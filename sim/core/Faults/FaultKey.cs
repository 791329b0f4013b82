using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>A key of a kind of fault.</summary>
internal abstract class FaultKey
{
    /// <summary>The key that says how many things one fault hits.</summary>
    public const string Times = "times";

    /// <summary>The same in what is drawn, where that one says how many faults there are.</summary>
    public const string Each = "each";

    /// <summary>The key.</summary>
    public abstract string Name { get; }

    /// <summary>What may be written there, for the page about faults.</summary>
    public abstract string Range { get; }

    /// <summary>What it says, for the page about faults.</summary>
    public abstract string About { get; }

    /// <summary>Whether it must be there.</summary>
    public abstract bool IsRequired { get; }

    /// <summary>What can be written there; null if that is one word only.</summary>
    public abstract FaultValue? Value { get; }

    /// <summary>The key as it is called in the timeline, or in what is drawn.</summary>
    public string NameIn(bool isDrawn) => isDrawn && Name == Times ? Each : Name;

    /// <summary>The verb of a fault that can only be of one thing.</summary>
    /// <param name="verb">The key.</param>
    /// <param name="target">The only word that may be written there.</param>
    /// <param name="otherwise">What is said to whoever writes another one.</param>
    public static FaultKey<TFault> Of<TFault>(string verb, string target, string otherwise)
        where TFault : Fault => new TargetKey<TFault>(verb, target, otherwise);

    /// <summary>The verb of any other fault.</summary>
    public static FaultKey<TFault> Verb<TFault, T>(
        string verb, FaultValue<T> value, Func<TFault, T> get, Func<TFault, T, TFault> set)
        where TFault : Fault => Must(verb, value, get, set, "");

    /// <summary>A key that must be there.</summary>
    public static FaultKey<TFault> Must<TFault, T>(
        string name, FaultValue<T> value, Func<TFault, T> get, Func<TFault, T, TFault> set,
        string about)
        where TFault : Fault => new ValueKey<TFault, T>(
            name, value, fault => (true, get(fault)), set, about, isRequired: true);

    /// <summary>A key that may be left out, and then says nothing.</summary>
    public static ValueKey<TFault, T> May<TFault, T>(
        string name, FaultValue<T> value, Func<TFault, T?> get, Func<TFault, T, TFault> set,
        string about)
        where TFault : Fault
        where T : struct => new(
            name, value, fault => get(fault) is { } had ? (true, had) : (false, default), set,
            about, isRequired: false);

    /// <summary>A name that may be left out.</summary>
    public static FaultKey<TFault> MayName<TFault>(
        string name, FaultValue<string> value, Func<TFault, string?> get,
        Func<TFault, string, TFault> set, string about)
        where TFault : Fault => new ValueKey<TFault, string>(
            name, value, fault => (get(fault) is not null, get(fault) ?? ""), set, about,
            isRequired: false);

    /// <summary>How many things one fault hits: 1 if left out; null is not written.</summary>
    public static ValueKey<TFault, int> Number<TFault>(
        Func<TFault, int?> get, Func<TFault, int, TFault> set, string about)
        where TFault : Fault => May(
            Times, new WholeValue(FaultLimits.Times), get, set, about + "; left out: 1");
}

/// <summary>A key of one kind of fault.</summary>
internal abstract class FaultKey<TFault> : FaultKey
    where TFault : Fault
{
    /// <summary>The fault with what is written; problems are noted.</summary>
    public abstract TFault Read(TFault fault, FaultReading reading);

    /// <summary>What is written of a fault; null: nothing.</summary>
    /// <param name="fault">Which.</param>
    /// <param name="duration">What a duration is drawn from; null if its own stands.</param>
    public abstract string? Write(TFault fault, Range<TimeSpan>? duration);

    /// <summary>The fault with that worker for any worker, and that duration for its own.</summary>
    public abstract TFault Fill(TFault template, string worker, TimeSpan? duration);
}
