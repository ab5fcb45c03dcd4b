package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCachesTests {

    @TempDir
    private Path folder;

    @Test
    void aNewOneTakesThePlaceOfThoseOfItsProfileOnly() throws IOException {
        Path outdone = file("JPA-old.aot");
        Path ofAnother = file("MVC-old.aot");
        Path launcher = file("training-launcher.jar");
        AotCaches.Cache cache = new AotCaches.Cache(AotProfile.JPA, folder.resolve("JPA-new.aot"), List.of());

        cache.keep(file("draft.aot"));

        assertThat(cache.exists()).isTrue();
        assertThat(outdone).doesNotExist();
        assertThat(ofAnother).exists();
        assertThat(launcher).exists();
        assertThat(folder.resolve("draft.aot")).doesNotExist();
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name);
    }
}
