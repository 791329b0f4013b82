using Xunit.Sdk;
using Xunit.v3;

namespace Harness.Properties.Replaying;

/// <summary>One test for a property; with data, one for each row.</summary>
internal sealed class PropertyDiscoverer : IXunitTestCaseDiscoverer
{
    public async ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        IXunitTestMethod testMethod,
        IFactAttribute factAttribute)
    {
        var cases = new List<PropertyTestCase>();
        foreach (object?[]? row in await Rows(testMethod))
        {
            var (name, isExplicit, _, skip, _, _, _, file, line, _, id, resolved) =
                TestIntrospectionHelper.GetTestCaseDetails(
                    discoveryOptions, testMethod, factAttribute, row);
            cases.Add(new PropertyTestCase(resolved, name, id, isExplicit, skip, row, file, line));
        }

        return cases;
    }

    private static async ValueTask<IEnumerable<object?[]?>> Rows(IXunitTestMethod method)
    {
        if (method.DataAttributes.Count == 0)
        {
            return [null];
        }

        var rows = new List<object?[]?>();
        await using var disposal = new DisposalTracker();
        foreach (IDataAttribute data in method.DataAttributes)
        {
            rows.AddRange((await data.GetData(method.Method, disposal))
                .Select(row => row.GetData()));
        }

        return rows;
    }
}
