namespace Aios.Server.Emulation;

/// <summary>The latest exchanges, and the bill of all.</summary>
sealed class Journal
{
    public const int Most = 10_000;

    readonly Lock _lock = new();
    readonly Queue<int> _order = [];
    readonly Dictionary<int, Exchange> _exchanges = [];
    int _opened;
    Bill _forgotten = Bill.Of([]);

    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_lock)
            {
                return [.. _order.Select(number => _exchanges[number])];
            }
        }
    }

    /// <summary>Of those too that are listed no more.</summary>
    public Bill Bill
    {
        get
        {
            lock (_lock)
            {
                return _forgotten + Bill.Of(_exchanges.Values);
            }
        }
    }

    /// <summary>Writes down that something was asked; what comes of it replaces the entry.</summary>
    public Exchange Open(Func<int, Exchange> begin)
    {
        lock (_lock)
        {
            var exchange = begin(++_opened);
            _exchanges.Add(exchange.Number, exchange);
            _order.Enqueue(exchange.Number);
            if (_order.Count > Most && _exchanges.Remove(_order.Dequeue(), out var oldest))
            {
                _forgotten += Bill.Of([oldest]);
            }

            return exchange;
        }
    }

    public void Replace(Exchange exchange)
    {
        lock (_lock)
        {
            if (_exchanges.ContainsKey(exchange.Number)) // what takes longer than all that are listed is billed as far as it had gone
            {
                _exchanges[exchange.Number] = exchange;
            }
        }
    }
}
