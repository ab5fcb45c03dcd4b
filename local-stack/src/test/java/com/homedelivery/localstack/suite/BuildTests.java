package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildTests {

    @TempDir
    private Path root;

    private final Map<String, List<Path>> modules = new LinkedHashMap<>();
    private Build build = new Build(new Workspace(Path.of(""), Path.of("")), quietly());

    @BeforeEach
    void everythingIsBuilt() throws IOException {
        build = new Build(Workspace.of(root), quietly());
        write("pom.xml");
        write("service-parent/pom.xml");
        write("shared-lib/src/main/java/Shared.java");
        built("cart-service");
        built("order-service");
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
    void aServiceWithoutItsJarIsStale() throws IOException {
        Files.delete(root.resolve("order-service/target/app.jar"));

        assertThat(stale()).containsExactly("order-service");
    }

    private void built(String name) throws IOException {
        write(name + "/src/main/java/Main.java");
        write(name + "/target/app.jar");
        build.noteBuilt(name, build.fingerprint(name));
        modules.put(name, List.of(root.resolve(name).resolve("target/app.jar")));
    }

    private List<String> stale() {
        return modules.keySet().stream()
                .filter(name -> build.isStale(name, modules.get(name)))
                .toList();
    }

    private static Console quietly() {
        return new Console(new PrintStream(OutputStream.nullOutputStream()), false, false);
    }

    private void write(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), file);
    }
}
