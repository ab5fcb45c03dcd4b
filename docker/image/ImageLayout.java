import com.homedelivery.localstack.suite.AotProfile;
import com.homedelivery.localstack.suite.Service;
import com.homedelivery.localstack.suite.Topology;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Lays out what the images are made of, from what Maven has built:
 *
 * <pre>
 * profiles/&lt;profile>/  the libraries that all services of the profile have, and the launcher of trainings
 * services/&lt;service>/  its other jars, and what the JVM is told: jvm (flags), main (class), health (address)
 * training/             what runs PostgreSQL, Redis and Kafka while AOT caches are made
 * </pre>
 *
 * <p>The JVM takes an AOT cache when the class path that it was made on is the beginning of its own. So the libraries of a profile
 * come first, in one order, for all its services.
 *
 * <p>Some libraries bring native code for a dozen systems and processors; in the image there is only what this one can load.
 *
 * <p>Arguments: the checkout, the folder to fill.
 */
public class ImageLayout {

    /** Layers with the same content shall be the same layer, whenever and wherever they are built. */
    private static final FileTime ONE_TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private static final Pattern NATIVE = Pattern.compile(".+\\.(so|dll|dylib|jnilib|a)");

    /** As libraries name the folders, of the systems that share a C library with the image and of its processor. */
    private static final Pattern LOADABLE = Pattern.compile(
            switch (System.getProperty("os.arch")) {
                case "amd64" -> ".*(linux.*(amd64|x86_64)|META-INF/native/).*";
                case "aarch64" -> ".*(linux.*(aarch64|arm64)|META-INF/native/).*";
                case String other -> throw new IllegalStateException("No image is laid out for " + other);
            },
            Pattern.CASE_INSENSITIVE);

    private static final String LAUNCHER = "training-launcher.jar";

    private final Path checkout;
    private final Path target;

    private ImageLayout(Path checkout, Path target) {
        this.checkout = checkout;
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException {
        ImageLayout layout = new ImageLayout(Path.of(arguments[0]), Path.of(arguments[1]));
        Map<AotProfile, List<Service>> members = Topology.homeDelivery().services().stream()
                .collect(Collectors.groupingBy(
                        Service::profile, () -> new EnumMap<>(AotProfile.class), Collectors.toList()));
        for (Map.Entry<AotProfile, List<Service>> profile : members.entrySet()) {
            layout.layOut(profile.getKey().name().toLowerCase(Locale.ROOT), profile.getValue());
        }
        layout.layOutTraining();
    }

    private void layOut(String profile, List<Service> members) throws IOException {
        List<Path> common = libraries(members.getFirst());
        for (Service member : members) {
            common.retainAll(libraries(member));
        }
        Path folder = Path.of("profiles", profile);
        List<String> classPath = new ArrayList<>();
        for (Path library : common) {
            classPath.add(copyLibrary(library, folder.resolve(library.getFileName())));
        }
        classPath.add(copy(checkout.resolve("local-stack/target/local-stack-training.jar"), folder.resolve(LAUNCHER)));
        write(folder.resolve("class-path"), String.join(File.pathSeparator, classPath));
        for (Service member : members) {
            layOut(member, profile, common, classPath);
        }
    }

    private void layOut(Service service, String profile, List<Path> common, List<String> beginning) throws IOException {
        Path module = checkout.resolve(service.name()).resolve("target");
        List<Path> jars = libraries(service);
        jars.removeAll(common);
        jars.addAll(classPath(service).stream()
                .filter(jar -> jar.startsWith(checkout))
                .toList());
        Path folder = Path.of("services", service.name());
        List<String> own = new ArrayList<>();
        for (Path jar : jars) {
            own.add(place(jar, folder));
        }
        // As it was before Spring Boot's plugin put the libraries into it.
        copy(module.resolve(service.name() + ".jar.original"), folder.resolve(service.name() + ".jar"));
        own.add("/service/" + service.name() + ".jar");
        write(folder.resolve("class-path"), String.join(File.pathSeparator, own));
        List<String> classPath = new ArrayList<>(beginning);
        classPath.addAll(own);
        write(
                folder.resolve("jvm"),
                "-XX:AOTCache=/profiles/" + profile + "/classes.aot\n-cp "
                        + String.join(File.pathSeparator, classPath));
        try (JarFile runnable =
                new JarFile(module.resolve(service.name() + ".jar").toFile())) {
            write(
                    folder.resolve("main"),
                    runnable.getManifest().getMainAttributes().getValue("Start-Class"));
        }
        write(folder.resolve("health"), "http://127.0.0.1:" + service.port() + "/health");
        copy(
                module.resolve("classes/META-INF/sbom/application.cdx.json"),
                folder.resolve(service.name() + ".cdx.json"));
    }

    private String place(Path jar, Path folder) throws IOException {
        copyLibrary(jar, folder.resolve(jar.getFileName()));
        return "/service/" + jar.getFileName();
    }

    private void layOutTraining() throws IOException {
        List<String> classPath = new ArrayList<>();
        for (Path library : classPath("local-stack")) {
            classPath.add(copy(library, Path.of("training", "lib").resolve(library.getFileName())));
        }
        Path module = Path.of("training", "local-stack", "target");
        write(module.resolve("runtime-classpath"), String.join(File.pathSeparator, classPath));
        // By this local-stack knows the folder that it is run in.
        copy(checkout.resolve("pom.xml"), Path.of("training", "pom.xml"));
        Path classes = checkout.resolve("local-stack/target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, module.resolve("classes").resolve(classes.relativize(file)));
            }
        }
    }

    /** From elsewhere, in the order of their file names. */
    private List<Path> libraries(Service service) throws IOException {
        return classPath(service).stream()
                .filter(jar -> !jar.startsWith(checkout))
                .sorted(Comparator.comparing(Path::getFileName))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<Path> classPath(Service service) throws IOException {
        return classPath(service.name());
    }

    private List<Path> classPath(String module) throws IOException {
        String list = Files.readString(checkout.resolve(module).resolve("target/runtime-classpath"));
        return Stream.of(list.strip().split(File.pathSeparator)).map(Path::of).toList();
    }

    private String copyLibrary(Path jar, Path to) throws IOException {
        try (JarFile library = new JarFile(jar.toFile())) {
            return library.stream().anyMatch(ImageLayout::cannotBeLoaded) ? copyLoadable(jar, to) : copy(jar, to);
        }
    }

    private String copyLoadable(Path jar, Path to) throws IOException {
        Path copy = target.resolve(to);
        Files.createDirectories(copy.getParent());
        try (ZipInputStream from = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream into = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (!cannotBeLoaded(entry)) {
                    into.putNextEntry(new ZipEntry(entry.getName()).setLastModifiedTime(ONE_TIME));
                    from.transferTo(into);
                }
            }
        }
        Files.setLastModifiedTime(copy, ONE_TIME);
        return "/" + to;
    }

    private static boolean cannotBeLoaded(ZipEntry entry) {
        return NATIVE.matcher(entry.getName()).matches()
                && !LOADABLE.matcher(entry.getName()).matches();
    }

    /** Returns where it is in the image. */
    private String copy(Path source, Path to) throws IOException {
        Path copy = target.resolve(to);
        Files.createDirectories(copy.getParent());
        Files.setLastModifiedTime(Files.copy(source, copy), ONE_TIME);
        return "/" + to;
    }

    private void write(Path to, String text) throws IOException {
        Path file = target.resolve(to);
        Files.createDirectories(file.getParent());
        Files.setLastModifiedTime(Files.writeString(file, text + "\n"), ONE_TIME);
    }
}
