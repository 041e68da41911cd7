namespace Automation.ServiceBusStandIn;

/// <summary>A queue: what is ready, what is locked, and which sessions are held.</summary>
internal sealed class StandInQueue(string name, StandInOptions options, Journal journal, StandInQueue? deadLetters)
{
    private readonly Lock _changes = new();
    private readonly SortedDictionary<long, StoredMessage> _ready = [];
    private readonly Dictionary<Guid, StoredMessage> _locked = [];
    private readonly Dictionary<string, DateTimeOffset> _heldUntil = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]?> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _ids = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last;

    public string Name => name;

    /// <summary>Whether each message is in a session; dead letters are not.</summary>
    public bool HasSessions => options.Sessions && deadLetters is not null;

    /// <summary>When a lock that is taken or renewed now ends.</summary>
    public DateTimeOffset LockEnd => options.Time.GetUtcNow() + options.LockDuration;

    /// <summary>How often locks of sessions were renewed.</summary>
    public int Renewals { get; private set; }

    /// <summary>Repeats a change of an earlier process.</summary>
    public void Repeat(JournalEntry entry)
    {
        switch (entry.Change)
        {
            case JournalEntry.Put:
                _last = Math.Max(_last, entry.Sequence);
                _ready[entry.Sequence] = new StoredMessage(entry.Sequence, entry.Id, entry.Session, entry.Bytes!)
                {
                    DeadLetterReason = entry.Reason,
                    DeadLetterDescription = entry.Description,
                };
                if (entry.Id is { } id)
                {
                    _ids[id] = DateTimeOffset.UtcNow;
                }

                break;
            case JournalEntry.Failed when _ready.TryGetValue(entry.Sequence, out var failed):
                failed.Failures++;
                break;
            case JournalEntry.Left:
                _ready.Remove(entry.Sequence);
                break;
        }
    }

    /// <summary>Stores a message; one whose id is known is confirmed and dropped.</summary>
    public void Put(string? id, string? session, byte[] bytes, string? reason = null, string? description = null)
    {
        lock (_changes)
        {
            if (id is not null && deadLetters is not null && !IsNew(id))
            {
                return;
            }

            var message = new StoredMessage(++_last, id, session, bytes) { DeadLetterReason = reason, DeadLetterDescription = description };
            journal.Add(new JournalEntry(name, JournalEntry.Put, message.Sequence)
            {
                Id = id,
                Session = session,
                Bytes = bytes,
                Reason = reason,
                Description = description,
            });
            _ready.Add(message.Sequence, message);
            Changed();
        }
    }

    /// <summary>Locks the first message of a session, or of all.</summary>
    public StoredMessage? Take(string? session)
    {
        lock (_changes)
        {
            if (_ready.Values.FirstOrDefault(m => session is null || m.Session == session) is not { } message)
            {
                return null;
            }

            _ready.Remove(message.Sequence);
            message.Lock = Guid.NewGuid();
            _locked.Add(message.Lock, message);
            return message;
        }
    }

    /// <summary>Holds a session, or the next that has messages and that no one holds; null if there is none.</summary>
    public string? Hold(string? session)
    {
        lock (_changes)
        {
            var free = session ?? _ready.Values.Select(m => m.Session).FirstOrDefault(s => s is not null && !_heldUntil.ContainsKey(s));
            return free is not null && _heldUntil.TryAdd(free, LockEnd) ? free : null;
        }
    }

    /// <summary>When the lock of a session ends; null if it has ended.</summary>
    public DateTimeOffset? HeldUntil(string session)
    {
        lock (_changes)
        {
            return _heldUntil.TryGetValue(session, out var until) && until > options.Time.GetUtcNow() ? until : null;
        }
    }

    public DateTimeOffset? Renew(string session)
    {
        lock (_changes)
        {
            if (HeldUntil(session) is null)
            {
                return null;
            }

            Renewals++;
            return _heldUntil[session] = LockEnd;
        }
    }

    public void Release(string session)
    {
        lock (_changes)
        {
            _heldUntil.Remove(session);
            Changed();
        }
    }

    public byte[]? State(string session)
    {
        lock (_changes)
        {
            return _states.GetValueOrDefault(session);
        }
    }

    public void SetState(string session, byte[]? state)
    {
        lock (_changes)
        {
            _states[session] = state;
        }
    }

    /// <summary>Removes a message that was handled; false if its lock is lost.</summary>
    public bool Complete(Guid held)
    {
        lock (_changes)
        {
            return _locked.Remove(held, out var message) && Leave(message);
        }
    }

    /// <summary>Makes a message ready again, or a dead letter if that happened too often; false if its lock is lost.</summary>
    public bool Return(Guid held)
    {
        lock (_changes)
        {
            if (!_locked.Remove(held, out var message))
            {
                return false;
            }

            message.Failures++;
            if (message.Failures >= options.MaxDeliveryCount && deadLetters is not null)
            {
                deadLetters.Put(message.Id, null, message.Bytes, "MaxDeliveryCountExceeded", $"Delivered {message.Failures} times.");
                return Leave(message);
            }

            journal.Add(new JournalEntry(name, JournalEntry.Failed, message.Sequence));
            _ready.Add(message.Sequence, message);
            Changed();
            return true;
        }
    }

    public bool DeadLetter(Guid held, string? reason, string? description)
    {
        lock (_changes)
        {
            if (!_locked.Remove(held, out var message))
            {
                return false;
            }

            deadLetters?.Put(message.Id, null, message.Bytes, reason, description);
            return Leave(message);
        }
    }

    /// <summary>Waits until something changes, but not long.</summary>
    public async Task ChangedAsync()
    {
        Task changed;
        lock (_changes)
        {
            changed = _changed.Task;
        }

        await Task.WhenAny(changed, Task.Delay(50));
    }

    private bool Leave(StoredMessage message)
    {
        journal.Add(new JournalEntry(name, JournalEntry.Left, message.Sequence));
        return true;
    }

    private bool IsNew(string id)
    {
        var now = DateTimeOffset.UtcNow;
        if (_ids.TryGetValue(id, out var seen) && now - seen < options.DuplicateWindow)
        {
            return false;
        }

        _ids[id] = now;
        return true;
    }

    private void Changed()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
