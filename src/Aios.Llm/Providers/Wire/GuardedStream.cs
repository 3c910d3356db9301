namespace Aios.Llm.Providers.Wire;

/// <summary>The body of an answer, which may neither pause for too long nor grow without end.</summary>
sealed class GuardedStream(Stream body, Patience patience, Deadlines deadlines) : Stream
{
    const long MostInAll = 64L << 20;
    const long MostAtOnce = 8L << 20; // of one event; a picture in base64 has room

    readonly byte[] _ahead = new byte[4096];
    byte[] _last = [];
    int _aheadFrom;
    int _aheadTo;
    long _inAll;
    long _inPiece;
    bool _inPieces;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What has been read so far belongs to what is done with.</summary>
    public void BeginPiece() => (_inPiece, _inPieces) = (0, true);

    /// <summary>Bytes to give once the body has ended.</summary>
    public void EndWith(byte[] last) => _last = last;

    /// <summary>The first byte that is no white space, which is read again later; null when there is none.</summary>
    public async Task<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_aheadFrom < _aheadTo)
            {
                if (!char.IsWhiteSpace((char)_ahead[_aheadFrom]))
                {
                    return _ahead[_aheadFrom];
                }

                _aheadFrom++;
            }

            (_aheadFrom, _aheadTo) = (0, await ReceiveAsync(_ahead, cancellationToken));
            if (_aheadTo == 0)
            {
                return null;
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_aheadFrom < _aheadTo)
        {
            var count = Math.Min(buffer.Length, _aheadTo - _aheadFrom);
            _ahead.AsMemory(_aheadFrom, count).CopyTo(buffer);
            _aheadFrom += count;
            return count;
        }

        var received = await ReceiveAsync(buffer, cancellationToken);
        if (received == 0 && _last.Length > 0)
        {
            received = Math.Min(buffer.Length, _last.Length);
            _last.AsMemory(0, received).CopyTo(buffer);
            _last = _last[received..];
        }

        return received;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // Some send the head at once: the first byte of what matters is waited for no longer than any first byte.
        patience.WaitFor("further byte", _inAll == 0 && deadlines.FirstByte < deadlines.Idle ? deadlines.FirstByte : deadlines.Idle);
        var count = await ReadAsync();
        patience.Rest();
        _inAll += count;
        _inPiece += count;
        return _inAll <= MostInAll && (!_inPieces || _inPiece <= MostAtOnce)
            ? count
            : throw new ProviderException(new(FailureKind.Malformed, "The answer is larger than any answer should be."));

        async ValueTask<int> ReadAsync()
        {
            try
            {
                return await body.ReadAsync(buffer, cancellationToken);
            }
            catch (InvalidDataException exception)
            {
                throw new ProviderException(new(FailureKind.Malformed, "What came cannot be decompressed."), exception);
            }
        }
    }
}
