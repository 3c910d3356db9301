using Microsoft.ML.Tokenizers;

namespace Aios.Llm.Models;

/// <summary>A published list of the tokens that text is made of.</summary>
public enum Vocabulary
{
    Cl100k,
    O200k,
}

/// <summary>Vocabularies, each read when it is first needed: they are some megabytes and take some tenths of a second.</summary>
static class Vocabularies
{
    static readonly Lazy<TiktokenTokenizer> _cl100k = new(() => TiktokenTokenizer.CreateForEncoding("cl100k_base"));
    static readonly Lazy<TiktokenTokenizer> _o200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    extension(Vocabulary vocabulary)
    {
        public Tokenizer Tokenizer => vocabulary switch
        {
            Vocabulary.Cl100k => _cl100k.Value,
            Vocabulary.O200k => _o200k.Value,
            _ => throw new InvalidOperationException($"There is no vocabulary {vocabulary}."),
        };
    }
}
