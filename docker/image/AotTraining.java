import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServersLease;
import com.homedelivery.localstack.suite.Service;
import com.homedelivery.localstack.suite.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Makes the AOT cache of each profile while images are built: runs one of its services for a while, on the JVM, the flags and the class
 * path of the image, and on real servers ({@code local-stack}).
 *
 * <p>Arguments: the JVM, the folder for the caches. To be run in the folder of local-stack.
 */
public class AotTraining {

    /** Services with few libraries that others of their profile lack; as in {@code AotProfile}. */
    private static final List<String> TRAINERS = List.of("auth-service", "cart-service", "api-gateway");

    /**
     * Beside the image's. Profiles of the second compiler would make it work at the start of every service (ADR 21); and the heap is no
     * share of this machine, for beyond 32 GB references have another size, and the cache fits no smaller JVM.
     */
    private static final String JVM_FLAGS = "-XX:TieredStopAtLevel=1 -Xmx256m";

    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final int PORTS_ABOVE = 20_000;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Topology topology = Topology.homeDeliveryMovedBy(PORTS_ABOVE);
        Path state = Files.createTempDirectory("servers");
        LocalServers servers = LocalServers.forDevelopment(state, topology.servers(), topology.databases());
        try (ServersLease _ = servers.lease()) {
            for (String trainer : TRAINERS) {
                train(topology, topology.named(trainer), arguments[0], Path.of(arguments[1]));
            }
        } finally {
            servers.stop();
        }
    }

    private static void train(Topology topology, Service service, String jvm, Path caches)
            throws IOException, InterruptedException {
        String profile = service.profile().name().toLowerCase(Locale.ROOT);
        Path cache = Files.createDirectories(caches.resolve(profile)).resolve("classes.aot");
        Path trainer = Path.of("/services", service.name());
        ProcessBuilder builder = new ProcessBuilder(
                        jvm,
                        "-XX:AOTCacheOutput=" + cache,
                        "-Xlog:aot*=error",
                        "-cp",
                        read(Path.of("/profiles", profile, "class-path")),
                        "com.homedelivery.localstack.training.TrainingLauncher",
                        read(trainer.resolve("main")),
                        read(trainer.resolve("class-path")).replace("/service/", trainer + "/"))
                .inheritIO();
        builder.environment().putAll(topology.environment(service, secret()));
        builder.environment().put("JDK_JAVA_OPTIONS", JVM_FLAGS);
        Process process = builder.start();
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("The training of " + profile + " has failed");
            }
        } finally {
            process.destroyForcibly();
        }
        System.out.printf("AOT cache of %s: %d MB%n", profile, Files.size(cache) / 1_000_000);
    }

    private static String secret() {
        return Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes());
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
