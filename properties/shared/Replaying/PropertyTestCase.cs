using System.Diagnostics;
using System.Reflection;
using FsCheck;
using Microsoft.FSharp.Core;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Harness.Properties.Replaying;

/// <summary>FsCheck's test case, but it is run by <see cref="PropertyRun"/>.</summary>
internal sealed class PropertyTestCase : FsCheck.Xunit.PropertyTestCase, ISelfExecutingXunitTestCase
{
    [Obsolete("Only for reading one back from text.")]
    public PropertyTestCase()
    {
    }

    internal PropertyTestCase(
        IXunitTestMethod method, string name, string id, bool isExplicit, string? skipReason,
        object?[]? arguments, string? file, int? line)
        : base(
            method, name, id, isExplicit, None<Type[]>(), Maybe(skipReason), None<Type>(),
            None<string>(), None<string>(),
            Maybe(TestIntrospectionHelper.GetTraits(method, dataRow: null)), Maybe(arguments)!,
            Maybe(file), line is { } number ? FSharpOption<int>.Some(number) : null, null)
    {
    }

    async ValueTask<RunSummary> ISelfExecutingXunitTestCase.Run(
        ExplicitOption explicitOption,
        IMessageBus messageBus,
        object?[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource,
        ParallelMode parallelMode,
        ExecutionScheduler scheduler,
        FixtureMappingManager methodFixtureMappings) => await new CaseRunner().Run(
            this,
            await aggregator.RunAsync(CreateTests, []),
            messageBus,
            aggregator.Clone(),
            cancellationTokenSource,
            parallelMode,
            scheduler,
            TestCaseDisplayName,
            SkipReason,
            explicitOption,
            constructorArguments,
            methodFixtureMappings);

    private void Check(object? instance) => PropertyRun.Check(
        TestMethod.Method.GetCustomAttribute<PropertyAttribute>()!
            .Configured(Init((TestOutputHelper)TestContext.Current.TestOutputHelper!))
            .WithName(TestCaseDisplayName),
        ReplaySeed.Parse(Environment.GetEnvironmentVariable(ReplaySeed.Variable)),
        Checked(instance));

    private Action<Config> Checked(object? instance)
    {
        MethodInfo method = TestMethod.Method;
        int parameters = method.GetParameters().Length;
        if (parameters == TestMethodArguments.Length && method.ReturnType == typeof(Property))
        {
            return ((Property)method.Invoke(
                instance, BindingFlags.DoNotWrapExceptions, null, TestMethodArguments, null)!)
                .Check;
        }

        return TestMethodArguments.Length == 0
            ? config => FsCheck.Check.Method(config, method, Maybe(instance))
            : throw new InvalidOperationException(
                $"{method.Name} has data: expected that it makes a property of it");
    }

    private static FSharpOption<T>? None<T>() => FSharpOption<T>.None;

    private static FSharpOption<T>? Maybe<T>(T? value)
        where T : class => value is null ? null : FSharpOption<T>.Some(value);

    private sealed class CaseRunner : XunitTestCaseRunner
    {
        protected override ValueTask<RunSummary> RunTest(
            XunitTestCaseRunnerContext ctxt, IXunitTest test) => new TestRunner().Run(
                test,
                ctxt.MessageBus,
                ctxt.ConstructorArguments,
                ctxt.ExplicitOption,
                ctxt.Aggregator.Clone(),
                ctxt.CancellationTokenSource,
                ctxt.ParallelMode,
                ctxt.Scheduler,
                ctxt.BeforeAfterTestAttributes,
                ctxt.CaseFixtureMappings);
    }

    private sealed class TestRunner : XunitTestRunner
    {
        protected override ValueTask<TimeSpan> InvokeTest(
            XunitTestRunnerContext ctxt, object? testClassInstance)
        {
            long begin = Stopwatch.GetTimestamp();
            ((PropertyTestCase)ctxt.Test.TestCase).Check(testClassInstance);
            return new(Stopwatch.GetElapsedTime(begin));
        }
    }
}
