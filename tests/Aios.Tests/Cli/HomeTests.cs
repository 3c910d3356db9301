using Aios.Cli;
using Xunit;

namespace Aios.Tests.Cli;

public sealed class HomeTests
{
    [Theory]
    [InlineData("/chosen", "AIOS_HOME=/aios XDG_DATA_HOME=/xdg HOME=/home/me", "/chosen", "/chosen/cache")]
    [InlineData(null, "AIOS_HOME=/aios XDG_DATA_HOME=/xdg HOME=/home/me", "/aios", "/aios/cache")]
    [InlineData(null, "AIOS_HOME=/aios AIOS_CACHE=/cache HOME=/home/me", "/aios", "/cache")]
    [InlineData("/chosen", "AIOS_CACHE=/cache HOME=/home/me", "/chosen", "/cache")]
    [InlineData(null, "AIOS_CACHE=/cache XDG_DATA_HOME=/xdg HOME=/home/me", "/xdg/aios", "/cache")]
    [InlineData(null, "AIOS_HOME= XDG_DATA_HOME= AIOS_CACHE=/cache HOME=/home/me", "/home/me/.local/share/aios", "/cache")]
    [InlineData("/a/../b/", "HOME=/home/me", "/b/", "/b/cache")]
    public void The_nearest_word_counts(string? chosen, string environment, string data, string cache)
    {
        var home = Home.Find(chosen, Variables(environment));

        Assert.Equal((data, cache), (home.Data, home.Cache));
    }

    [Fact]
    public void Without_a_home_of_its_own_the_cache_is_the_user_s_or_the_machine_s()
    {
        var home = Home.Find(null, Variables("XDG_CACHE_HOME=/xdg-cache HOME=/home/me"));

        Assert.Equal(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? "/var/cache/aios" : "/xdg-cache/aios", home.Cache);
    }

    [Fact]
    public void A_run_has_a_folder_of_its_own() => Assert.Equal("/data/runs/run-1", new Home("/data", "/cache").RunFolder("run-1"));

    static Func<string, string?> Variables(string environment)
    {
        var variables = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => variables.GetValueOrDefault(name);
    }
}
