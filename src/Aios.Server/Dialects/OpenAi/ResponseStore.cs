using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>The responses that can be referred to; the oldest is forgotten when there are too many.</summary>
sealed class ResponseStore
{
    /// <summary>Each is a whole conversation.</summary>
    public const int Most = 100;

    readonly Lock _lock = new();
    readonly Dictionary<string, IReadOnlyList<ChatMessage>> _responses = [];
    readonly Queue<(string Id, IReadOnlyList<string> Items)> _order = [];
    readonly HashSet<string> _items = [];

    /// <param name="items">The ids of what the response is made of.</param>
    public void Keep(string id, IReadOnlyList<ChatMessage> conversation, IEnumerable<string> items)
    {
        lock (_lock)
        {
            _responses[id] = conversation;
            IReadOnlyList<string> its = [.. items];
            _order.Enqueue((id, its));
            _items.UnionWith(its);
            if (_order.Count > Most)
            {
                var oldest = _order.Dequeue();
                _responses.Remove(oldest.Id);
                _items.ExceptWith(oldest.Items);
            }
        }
    }

    public IReadOnlyList<ChatMessage>? Find(string id)
    {
        lock (_lock)
        {
            return _responses.GetValueOrDefault(id);
        }
    }

    public bool HasItem(string id)
    {
        lock (_lock)
        {
            return _items.Contains(id);
        }
    }
}
