package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTests {

    private final Service cart = new Service("cart-service", 1, Family.MVC, Optional.empty(), Map.of());
    private final Service order = new Service("order-service", 2, Family.JPA, Optional.empty(), Map.of());
    private final List<Service> both = List.of(cart, order);

    @TempDir
    private Path root;

    private Modules modules = new Modules(new Workspace(Path.of(""), Path.of("")));

    @BeforeEach
    void everythingIsBuilt() throws IOException {
        modules = new Modules(Workspace.of(root));
        write("pom.xml");
        write("shared-lib/src/main/java/Shared.java");
        write("shared-lib/target/shared-lib-1.0.0-SNAPSHOT.jar");
        for (Service service : both) {
            String name = service.name();
            write(name + "/src/main/java/Main.java");
            write(name + "/target/runtime-classpath");
            write(name + "/target/" + name + "-1.0.0-SNAPSHOT.jar");
            write(name + "/target/" + name + "-1.0.0-SNAPSHOT.jar.original");
            modules.built(service, modules.fingerprint(service));
        }
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
        Files.delete(root.resolve("order-service/target/order-service-1.0.0-SNAPSHOT.jar.original"));

        assertThat(modules.stale(both)).containsExactly(order);
    }

    private void write(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), file);
    }
}
