package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTests {

    @TempDir
    private Path folder;

    private List<Path> files;

    @BeforeEach
    void writeFiles() throws IOException {
        Path jar = Files.createDirectories(folder.resolve("services")).resolve("order.jar");
        Path document = Files.createDirectories(folder.resolve("api")).resolve("openapi.json");
        files = List.of(Files.writeString(jar, "jar"), Files.writeString(document, "{}"));
    }

    @Test
    void canBeCheckedWhereTheFilesWereMade() throws IOException {
        Files.writeString(folder.resolve("SHA256SUMS"), Checksums.of(folder, files));

        assertThat(check(folder)).containsExactly("services/order.jar: OK", "api/openapi.json: OK");
    }

    @Test
    void canBeCheckedWhereTheFilesLieSideBySide() throws IOException {
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        for (Path file : files) {
            Files.copy(file, downloads.resolve(file.getFileName()));
        }
        Files.writeString(downloads.resolve("SHA256SUMS"), Checksums.sideBySide(files));

        assertThat(check(downloads)).containsExactly("order.jar: OK", "openapi.json: OK");
    }

    private static List<String> check(Path folder) {
        return new Shell(folder)
                .output("sha256sum", "--check", "SHA256SUMS")
                .lines()
                .toList();
    }
}
