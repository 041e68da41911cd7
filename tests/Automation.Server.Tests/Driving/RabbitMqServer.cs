using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Automation.Server.Tests.Driving;

/// <summary>A real RabbitMQ (Debian's package) with its data in a temporary folder. Both go with this process, however that ends.</summary>
internal sealed class RabbitMqServer : IDisposable
{
    public const string Absent = "RabbitMQ is not installed: no /usr/lib/rabbitmq (Debian: apt-get install rabbitmq-server).";

    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<RabbitMqServer> ForAll = new(() => new RabbitMqServer());

    // A port mapper of its own, in the foreground: the one that Erlang would start stays for ever. Reading ends with the process at the other end.
    private const string Script =
        """
        set -e
        data=$1 port=$2 distribution=$3 mapper=$4
        export HOME=$data RABBITMQ_MNESIA_BASE=$data/mnesia RABBITMQ_LOG_BASE=$data/log RABBITMQ_PID_FILE=$data/pid
        export RABBITMQ_ENABLED_PLUGINS_FILE=$data/enabled_plugins RABBITMQ_CONFIG_FILE=$data/rabbitmq RABBITMQ_NODENAME=test-$port@localhost
        export RABBITMQ_NODE_PORT=$port RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_DIST_PORT=$distribution
        export ERL_EPMD_PORT=$mapper ERL_EPMD_ADDRESS=127.0.0.1
        mkdir -p "$data/log" "$data/mnesia"
        echo '[].' > "$data/enabled_plugins"
        echo 'disk_free_limit.absolute = 1MB' > "$data/rabbitmq.conf"
        cd "$data"
        exec 3<&0
        epmd < /dev/null > /dev/null 2>&1 &
        epmd=$!
        until epmd -names > /dev/null 2>&1; do sleep 0.05; done
        setsid /usr/lib/rabbitmq/bin/rabbitmq-server > "$data/out" 2>&1 < /dev/null &
        server=$!
        echo "$server"
        cat <&3 > /dev/null
        kill -9 "-$server" || true
        kill -9 "$epmd" || true
        wait || true
        rm -rf "$data"
        """;

    private readonly string _folder = $"/tmp/automation-mq-{Guid.NewGuid():N}";
    private readonly int[] _ports = FreePorts();
    private Process? _shell;
    private int _names;

    /// <summary>Starts one of its own, for a test that kills it.</summary>
    public RabbitMqServer()
    {
        Directory.CreateDirectory(_folder);
        Start();
    }

    /// <summary>The one that tests share, each with names of its own.</summary>
    public static RabbitMqServer Shared => ForAll.Value;

    public static bool IsInstalled { get; } = File.Exists(Program);

    public string ConnectionString => $"amqp://guest:guest@127.0.0.1:{_ports[0].ToString(CultureInfo.InvariantCulture)}/";

    /// <summary>A name for queues that no other test uses.</summary>
    public string NewName() => $"test{Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>kill -9 of the broker; what it had confirmed is on the disk.</summary>
    public void Kill()
    {
        _shell!.Kill(entireProcessTree: true);
        _shell.WaitForExit();
        _shell.Dispose();
    }

    /// <summary>Starts it, again after it was killed; returns when it accepts connections.</summary>
    public void Start()
    {
        string[] arguments = ["-c", Script, "sh", _folder, .. _ports.Select(p => p.ToString(CultureInfo.InvariantCulture))];
        _shell = Process.Start(new ProcessStartInfo("sh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _shell.StandardOutput.ReadLine();
        var waiting = Stopwatch.StartNew();
        while (!Accepts())
        {
            if (waiting.Elapsed > Patience || _shell.HasExited)
            {
                throw new TimeoutException($"RabbitMQ did not start: {File.ReadAllText(Path.Combine(_folder, "out"))}");
            }

            Thread.Sleep(100);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shell!.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    // The first bytes of AMQP 0-9-1; the broker answers once it is ready.
    private bool Accepts()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", _ports[0]) { ReceiveTimeout = 2000 };
            client.GetStream().Write("AMQP\0\0\u0009\u0001"u8);
            return client.GetStream().ReadByte() >= 0;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private static int[] FreePorts()
    {
        var listeners = Enumerable.Range(0, 3).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }
}
