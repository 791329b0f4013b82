using System.Text;
using Harness.Reference.Ports;
using Harness.Reference.State;
using Xunit;

namespace Harness.Properties.Reference;

public class StateStoreTests
{
    private const string Good =
        """{"schemaVersion":1,"boot":"b","errorCounter":2,"nextDecreaseTicks":18000000000}""";

    private static readonly SupervisorState Old =
        new(new BootId("boot-1"), new ErrorBudget(1, new Instant(17)));

    private static readonly SupervisorState New =
        new(new BootId("boot-2"), new ErrorBudget(2, new Instant(18_000_000_000)));

    private readonly FakeFiles _files = new();

    private StateStore Store => new(_files, "/var/s");

    [Fact]
    public async Task What_was_saved_is_loaded()
    {
        await Store.Save(New);
        Assert.Equal(new StateAnswer(New, false, FileError.None), await Store.Load());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a \"boot\"\n\\ with everything: é 漢 \u0001")]
    public async Task A_boot_of_any_name_makes_the_round_trip(string boot)
    {
        await Store.Save(New with { Boot = new BootId(boot) });
        Assert.Equal(boot, (await Store.Load()).State?.Boot.Text);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, long.MaxValue)]
    public async Task A_budget_of_any_size_makes_the_round_trip(int counter, long ticks)
    {
        var budget = new ErrorBudget(counter, new Instant(ticks));
        await Store.Save(New with { Budget = budget });
        Assert.Equal(budget, (await Store.Load()).State?.Budget);
    }

    [Fact]
    public async Task Saving_writes_apart_syncs_renames_and_syncs_the_directory()
    {
        Assert.Equal(FileError.None, await Store.Save(New));
        Assert.Equal(
            [
                "write /var/s/state.json.new", "sync /var/s/state.json.new",
                "rename /var/s/state.json.new -> /var/s/state.json", "sync-directory /var/s",
            ],
            _files.Asked);
    }

    [Theory]
    [InlineData("write", FileError.NoSpace)]
    [InlineData("write", FileError.ReadOnly)]
    [InlineData("sync", FileError.Device)]
    [InlineData("rename", FileError.ReadOnly)]
    [InlineData("sync-directory", FileError.Device)]
    public async Task A_step_that_fails_gives_its_error(string operation, FileError error)
    {
        _files.Failing = (operation, error);
        Assert.Equal(error, await Store.Save(New));
    }

    [Theory]
    [InlineData("write")]
    [InlineData("sync")]
    [InlineData("rename")]
    [InlineData("sync-directory")]
    public async Task A_step_that_fails_is_the_last_one(string operation)
    {
        _files.Failing = (operation, FileError.Device);
        await Store.Save(New);
        Assert.StartsWith(operation + " ", _files.Asked[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("write")]
    [InlineData("sync")]
    [InlineData("rename")]
    public async Task A_step_that_fails_before_the_new_state_is_in_place_leaves_the_old_one(
        string operation)
    {
        await Store.Save(Old);
        _files.Failing = (operation, FileError.NoSpace);
        await Store.Save(New);
        Assert.Equal(Old, (await Store.Load()).State);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_synced_leaves_a_whole_state()
    {
        await Store.Save(Old);
        _files.Failing = ("sync-directory", FileError.Device);
        await Store.Save(New);
        Assert.Equal(New, (await Store.Load()).State);
    }

    [Fact]
    public async Task A_missing_file_is_no_state_and_no_error() =>
        Assert.Equal(new StateAnswer(null, false, FileError.None), await Store.Load());

    [Theory]
    [InlineData(FileError.Device)]
    [InlineData(FileError.NoSpace)]
    [InlineData(FileError.ReadOnly)]
    [InlineData(FileError.Locked)]
    public async Task A_file_that_cannot_be_read_gives_its_error(FileError error)
    {
        _files.Failing = ("read", error);
        Assert.Equal(new StateAnswer(null, false, error), await Store.Load());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\":1,")]
    [InlineData(Good + "x")]
    [InlineData(Good + Good)]
    [InlineData("\uFEFF" + Good)]
    public async Task Contents_that_are_no_state_are_damaged(string contents)
    {
        _files["/var/s/state.json"] = Encoding.UTF8.GetBytes(contents);
        Assert.Equal(new StateAnswer(null, true, FileError.None), await Store.Load());
    }

    [Theory]
    [InlineData("\"schemaVersion\":1", "\"schemaVersion\":2")]
    [InlineData("\"schemaVersion\":1", "\"schemaVersion\":0")]
    [InlineData("\"schemaVersion\":1", "\"schemaVersion\":\"1\"")]
    [InlineData("\"schemaVersion\":1,", "")]
    [InlineData("\"boot\":\"b\"", "\"boot\":null")]
    [InlineData("\"boot\":\"b\"", "\"boot\":1")]
    [InlineData("\"boot\":\"b\"", "\"boot\":\"\\ud800\"")]
    [InlineData("\"boot\":\"b\",", "")]
    [InlineData("\"errorCounter\":2", "\"errorCounter\":-1")]
    [InlineData("\"errorCounter\":2", "\"errorCounter\":1.5")]
    [InlineData("\"errorCounter\":2", "\"errorCounter\":2147483648")]
    [InlineData("\"errorCounter\":2", "\"errorCounter\":1e99")]
    [InlineData("\"errorCounter\":2", "\"errorCounter\":true")]
    [InlineData("\"errorCounter\":2,", "")]
    [InlineData("18000000000", "-1")]
    [InlineData("18000000000", "-9223372036854775808")]
    [InlineData("18000000000", "9223372036854775808")]
    [InlineData("18000000000", "{}")]
    [InlineData(",\"nextDecreaseTicks\":18000000000", "")]
    public async Task A_state_with_a_wrong_field_is_damaged(string good, string wrong)
    {
        string contents = Good.Replace(good, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Good, contents);
        _files["/var/s/state.json"] = Encoding.UTF8.GetBytes(contents);
        Assert.Equal(new StateAnswer(null, true, FileError.None), await Store.Load());
    }

    [Fact]
    public async Task Contents_that_are_not_even_text_are_damaged()
    {
        _files["/var/s/state.json"] = [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D];
        Assert.True((await Store.Load()).IsDamaged);
    }

    [Fact]
    public async Task Contents_nested_too_deeply_are_damaged()
    {
        _files["/var/s/state.json"] = Encoding.ASCII.GetBytes(new string('[', 100_000));
        Assert.True((await Store.Load()).IsDamaged);
    }

    [Fact]
    public async Task Whatever_a_broken_disk_makes_of_a_state_is_read_or_damaged_but_never_thrown()
    {
        int damaged = 0;
        for (int seed = 0; seed < 5000; seed++)
        {
            _files["/var/s/state.json"] = Mutated(Encoding.UTF8.GetBytes(Good), new Random(seed));
            StateAnswer answer = await Store.Load();
            damaged += answer.IsDamaged ? 1 : 0;
            bool isSound = answer.IsDamaged
                ? answer.State is null
                : answer.State is { Budget: { Counter: >= 0, NextDecrease.Ticks: >= 0 } };
            Assert.True(isSound, $"seed {seed} gives {answer}");
        }

        Assert.InRange(damaged, 2500, 4999); // most mutations damage, some change a digit
    }

    [Fact]
    public async Task A_damaged_file_is_set_aside_for_a_person_to_look_at()
    {
        _files["/var/s/state.json"] = [1, 2, 3];
        Assert.Equal(FileError.None, await Store.SetAside());
        Assert.Equal([1, 2, 3], _files["/var/s/state.json.damaged"]);
        Assert.False(_files.Has("/var/s/state.json"));
    }

    private static byte[] Mutated(byte[] contents, Random random)
    {
        List<byte> bytes = [.. contents];
        for (int times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            int place = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveAt(place);
                    break;
                case 3:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 4:
                    bytes.Insert(place, (byte)"0123456789-.eE{}[]\",:"[random.Next(21)]);
                    break;
                default:
                    bytes.InsertRange(place, bytes.Take(place).ToArray());
                    break;
            }
        }

        return [.. bytes];
    }
}
