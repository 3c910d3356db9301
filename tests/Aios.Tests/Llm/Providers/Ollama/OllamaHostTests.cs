using Aios.Llm.Providers.Ollama;
using Xunit;

namespace Aios.Tests.Llm.Providers.Ollama;

public sealed class OllamaHostTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:11434/")]
    [InlineData("", "http://127.0.0.1:11434/")]
    [InlineData("example.com", "http://example.com:11434/")]
    [InlineData("example.com:1234", "http://example.com:1234/")]
    [InlineData(":1234", "http://127.0.0.1:1234/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:1234", "http://127.0.0.1:1234/")]
    [InlineData("192.168.1.7", "http://192.168.1.7:11434/")]
    [InlineData("http://example.com", "http://example.com/")]
    [InlineData("https://example.com", "https://example.com/")]
    [InlineData("HTTPS://example.com:11434", "https://example.com:11434/")]
    [InlineData("http://0.0.0.0:11434", "http://127.0.0.1:11434/")]
    [InlineData("https://example.com/ollama", "https://example.com/ollama")]
    [InlineData("example.com:1234/ollama", "http://example.com:1234/ollama")]
    [InlineData("::1", "http://[::1]:11434/")]
    [InlineData("[::1]", "http://[::1]:11434/")]
    [InlineData("[::1]:1234", "http://[::1]:1234/")]
    [InlineData("[::]:1234", "http://[::1]:1234/")]
    [InlineData(" \"example.com\" ", "http://example.com:11434/")]
    [InlineData("ollama.com", "https://ollama.com/")]
    public void A_host_is_read_as_Ollama_reads_it(string? value, string address) => Assert.Equal(address, OllamaHost.Parse(value).AbsoluteUri);

    [Theory]
    [InlineData("example.com:port")]
    [InlineData("example.com:99999")]
    [InlineData("ftp://example.com")]
    [InlineData("exa mple")]
    public void What_is_no_address_is_said_to_be_none(string value) =>
        Assert.Contains(value, Assert.Throws<FormatException>(() => OllamaHost.Parse(value)).Message, StringComparison.Ordinal);
}
