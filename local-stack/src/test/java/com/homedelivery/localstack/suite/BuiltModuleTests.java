package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltModuleTests {

    private static final Instant AN_HOUR_AGO = Instant.now().minus(Duration.ofHours(1));

    @TempDir
    private Path root;

    @BeforeEach
    void everythingIsBuilt() throws IOException {
        write("pom.xml");
        write("service-parent/pom.xml");
        write("shared-lib/src/main/java/Shared.java");
        built("cart-service");
        built("order-service");
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(AN_HOUR_AGO));
            }
        }
        module("cart-service").noteBuilt(AN_HOUR_AGO.plusSeconds(1));
        module("order-service").noteBuilt(AN_HOUR_AGO.plusSeconds(1));
    }

    @Test
    void anUnchangedTreeIsNotStale() {
        assertThat(stale()).isEmpty();
    }

    @Test
    void aChangedServiceIsStaleAlone() throws IOException {
        write("cart-service/src/main/java/More.java");

        assertThat(stale()).containsExactly("cart-service");
    }

    @Test
    void aChangeOfTheSharedLibraryMakesAllStale() throws IOException {
        write("shared-lib/src/main/java/More.java");

        assertThat(stale()).containsExactly("cart-service", "order-service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "service-parent/pom.xml"})
    void aChangeOfAParentMakesAllStale(String parent) throws IOException {
        Files.writeString(root.resolve(parent), "<project/>");

        assertThat(stale()).containsExactly("cart-service", "order-service");
    }

    @Test
    void testsDoNotMakeAServiceStale() throws IOException {
        write("cart-service/src/test/java/MainTests.java");

        assertThat(stale()).isEmpty();
    }

    @Test
    void aDeletedSourceMakesAServiceStale() throws IOException {
        Files.delete(root.resolve("cart-service/src/main/java/Main.java"));

        assertThat(stale()).containsExactly("cart-service");
    }

    @Test
    void whatWasCleanedAwayIsStale() throws IOException {
        FileUtils.deleteDirectory(root.resolve("order-service/target").toFile());

        assertThat(stale()).containsExactly("order-service");
    }

    @Test
    void withoutTheSharedLibrarysJarAllAreStale() throws IOException {
        Files.delete(root.resolve("shared-lib/target/shared-lib.jar"));

        assertThat(stale()).containsExactly("cart-service", "order-service");
    }

    private void built(String name) throws IOException {
        write(name + "/src/main/java/Main.java");
        write("shared-lib/target/shared-lib.jar");
        write(name + "/target/runtime-classpath");
        Files.writeString(
                root.resolve(name).resolve("target/runtime-classpath"),
                root.resolve("shared-lib/target/shared-lib.jar").toString());
    }

    private List<String> stale() {
        return Stream.of("cart-service", "order-service")
                .filter(name -> module(name).isStale())
                .toList();
    }

    private BuiltModule module(String name) {
        return new BuiltModule(Workspace.of(root), name);
    }

    private void write(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), file);
    }
}
