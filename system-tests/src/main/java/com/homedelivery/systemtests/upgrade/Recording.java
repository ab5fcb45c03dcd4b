package com.homedelivery.systemtests.upgrade;

import com.homedelivery.localstack.client.ServerAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recorded release: a zip file with what all servers held at a moment, as text, and who was there. It is not bound to the ports
 * or secrets of the machine that it was made on.
 */
public final class Recording {

    /**
     * What services are told, when it is made and when it is restored, so that what is signed with it stays good. Protects nothing:
     * the accounts of a recording are nobody's.
     */
    public static final Map<String, String> SECRETS =
            Map.of("JWT_SECRET", "signs-the-tokens-of-recorded-releases-and-of-nothing-else");

    /** What the last order was asked for with; its client never got the answer. */
    public static final String IDEMPOTENCY_KEY = "the-last-order";

    private static final String VERSION = "VERSION";
    private static final String CAST = "cast.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    /** @param file the zip file */
    public Recording(Path file) {
        this.file = file;
    }

    /** The one that every test run upgrades from, in a checkout. */
    public static Recording ofLastRelease(Path root) {
        return new Recording(root.resolve("system-tests/src/test/resources/recorded-release.zip"));
    }

    /**
     * What a test has to know.
     *
     * @param at when its services were killed
     * @param people with accounts
     * @param orders all that there are
     * @param cart who has one that is not ordered yet
     * @param initialStock pieces of each product that was bought, by its id
     */
    public record Cast(
            Instant at,
            List<Account> people,
            List<RecordedOrder> orders,
            String cart,
            Map<String, Integer> initialStock) {}

    /**
     * Somebody with an account.
     *
     * @param accessToken good for decades
     * @param refreshToken as good as if it had been issued when the recording is restored
     */
    public record Account(String email, boolean rider, String accessToken, String refreshToken) {}

    /** @param state what was special about it at that moment */
    public record RecordedOrder(String id, String email, State state) {}

    /** Where an order was. */
    public enum State {
        WAITING_FOR_PAYMENT,
        /** Asked for, and the provider has not decided yet. */
        BEING_PAID,
        PAID,
        /** A rider has accepted. */
        PREPARING,
        ON_ITS_WAY,
        DELIVERED,
        /** Cancelled after it was paid; the provider has not decided on the refund yet. */
        REFUND_ON_ITS_WAY,
        /** The rider has picked it up, and nobody but delivery-service knows: the event stands in its outbox. */
        PICKED_UP_UNHEARD,
        /** Nobody but order-service knows: the event stands in its outbox. */
        PLACED_UNHEARD
    }

    public Path file() {
        return file;
    }

    /** The version of what is recorded. */
    String release() {
        return inside(false, root -> Files.readString(root.resolve(VERSION)));
    }

    /** Who is in it. */
    public Cast cast() {
        return inside(false, root -> JSON.readValue(Files.readString(root.resolve(CAST)), Cast.class));
    }

    /**
     * Records what all servers hold. No service runs.
     *
     * @param version the checkout that the services were run from
     * @param release its version
     */
    void record(ServerAddresses servers, Path version, String release, Cast cast) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        inside(true, root -> {
            Files.writeString(root.resolve(VERSION), release);
            Files.writeString(
                    root.resolve(CAST), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(cast));
            for (ServerContents contents : ServerContents.ofAll()) {
                contents.record(servers, Files.createDirectory(root.resolve(contents.name())), version);
            }
            return root;
        });
    }

    /** Fills servers, which hold nothing yet, as if all of it had happened just now. */
    public void restore(ServerAddresses servers) {
        restore(servers, Instant.now());
    }

    /** @param now when it is to have happened */
    void restore(ServerAddresses servers, Instant now) {
        TimeShift shift = new TimeShift(cast().at(), now);
        inside(false, root -> {
            Path unpacked = Files.createTempDirectory("recorded-release");
            try {
                unpack(root, unpacked, shift);
                for (ServerContents contents : ServerContents.ofAll()) {
                    contents.restore(servers, unpacked.resolve(contents.name()));
                }
            } finally {
                delete(unpacked);
            }
            return root;
        });
    }

    private static void unpack(Path root, Path folder, TimeShift shift) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path packed : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(root.relativize(packed).toString());
                Files.createDirectories(target.getParent());
                String text = Files.readString(packed);
                // A migration has to stay what its checksum says.
                Files.writeString(target, target.toString().endsWith(".sql") ? text : shift.applyTo(text));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private <T> T inside(boolean made, Work<T> work) {
        try (FileSystem zip =
                FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", String.valueOf(made)))) {
            return work.with(zip.getPath("/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Path root) throws Exception;
    }
}
