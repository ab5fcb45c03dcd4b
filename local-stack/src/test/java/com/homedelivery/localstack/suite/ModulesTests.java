package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTests {

    @TempDir
    private Path root;

    private Module cart = new Module("cart-service", List.of());
    private Module order = new Module("order-service", List.of());
    private List<Module> both = List.of();
    private Modules modules = new Modules(new Workspace(Path.of(""), Path.of("")));

    @BeforeEach
    void everythingIsBuilt() throws IOException {
        modules = new Modules(Workspace.of(root));
        write("pom.xml");
        write("shared-lib/src/main/java/Shared.java");
        cart = built("cart-service");
        order = built("order-service");
        both = List.of(cart, order);
    }

    @Test
    void anUnchangedTreeIsNotStale() {
        assertThat(modules.stale(both)).isEmpty();
    }

    @Test
    void aChangedServiceIsStaleAlone() throws IOException {
        write("cart-service/src/main/java/More.java");

        assertThat(modules.stale(both)).containsExactly(cart);
    }

    @Test
    void aChangeOfTheSharedLibraryMakesAllStale() throws IOException {
        write("shared-lib/src/main/java/More.java");

        assertThat(modules.stale(both)).containsExactlyElementsOf(both);
    }

    @Test
    void testsDoNotMakeAServiceStale() throws IOException {
        write("cart-service/src/test/java/MainTests.java");

        assertThat(modules.stale(both)).isEmpty();
    }

    @Test
    void aServiceWithoutItsJarIsStale() throws IOException {
        Files.delete(root.resolve("order-service/target/app.jar"));

        assertThat(modules.stale(both)).containsExactly(order);
    }

    private Module built(String name) throws IOException {
        write(name + "/src/main/java/Main.java");
        write(name + "/target/app.jar");
        modules.built(name, modules.fingerprint(name));
        return new Module(name, List.of(root.resolve(name).resolve("target/app.jar")));
    }

    private void write(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), file);
    }
}
