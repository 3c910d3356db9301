using System.CommandLine;
using Aios.Cli.Commands;
using Xunit;

namespace Aios.Tests.Cli.Commands;

public sealed class OptionRuleTests
{
    [Theory]
    [InlineData("--count", "many", "--count takes a whole number, which 'many' is not.")]
    [InlineData("--count", "1.5", "--count takes a whole number, which '1.5' is not.")]
    [InlineData("--share", "half", "--share takes a number, which 'half' is not.")]
    public void A_word_for_a_number_is_said_so_and_not_in_the_words_of_a_programmer(string option, string word, string said)
    {
        Command command = new("it") { new Option<int?>("--count"), new Option<double>("--share") };

        Assert.Equal([said], command.Parse([option, word]).Errors.Select(OptionRule.Said));
    }

    [Fact]
    public void What_the_parser_says_of_all_else_is_left_as_it_is()
    {
        var error = Assert.Single(new Command("it").Parse(["--nonsense"]).Errors);

        Assert.Equal(error.Message, OptionRule.Said(error));
    }
}
