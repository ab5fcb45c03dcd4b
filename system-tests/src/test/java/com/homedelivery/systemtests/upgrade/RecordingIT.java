package com.homedelivery.systemtests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import com.homedelivery.localstack.suite.Topology;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost between servers and a recording: on real servers, without services. */
class RecordingIT {

    private static final Path ROOT = RepositoryRoot.find();
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

    /** What goes on while a key is in Redis: what it has left, and how long ago an entry was delivered, which Redis tells. */
    private static final Pattern PASSING = Pattern.compile("\"(millisLeft|deliveredAt)\":\\d+");

    /** Less than two minutes: it may expire before it is recorded again. */
    private static final Pattern SHORT_LIVED = Pattern.compile("\"millisLeft\":\\d{1,5},");

    @TempDir
    private Path folder;

    @Test
    void whatIsRestoredIsWhatWasRecorded() throws IOException {
        Recording recorded = Recording.ofLastRelease(ROOT);
        Recording again = new Recording(folder.resolve("again.zip"));
        LocalServers servers = new LocalServers(
                folder.resolve("servers"),
                false,
                ServerAddresses.anyFree(),
                Topology.homeDelivery().databases(),
                IDLE_LIMIT);
        try (ServersLease lease = servers.lease()) {
            recorded.restore(lease.addresses(), recorded.cast().at());
            again.record(lease.addresses(), ROOT, recorded.release(), recorded.cast());
        } finally {
            servers.stop();
        }

        Map<String, List<String>> lines = linesOf(again);
        linesOf(recorded)
                .forEach((file, expected) ->
                        assertThat(lines.get(file)).as(file).containsExactlyInAnyOrderElementsOf(expected));
    }

    /** Migrations are left out: those that the recording is made again with are this checkout's. */
    private static Map<String, List<String>> linesOf(Recording recording) throws IOException {
        Map<String, List<String>> lines = new TreeMap<>();
        try (FileSystem zip = FileSystems.newFileSystem(recording.file());
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".sql"))
                    .toList()) {
                lines.put(
                        file.toString(),
                        Files.readAllLines(file).stream()
                                .filter(line -> !SHORT_LIVED.matcher(line).find())
                                .map(line -> PASSING.matcher(line).replaceAll(""))
                                .toList());
            }
        }
        return lines;
    }
}
