package com.homedelivery.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** SHA-256 of files, as {@code sha256sum --check} reads it. */
final class Checksums {

    private Checksums() {}

    /** Of files in a folder, each named by where it is. */
    static String of(Path folder, List<Path> files) throws IOException {
        return list(files, folder::relativize);
    }

    /** Of files that are handed out side by side, each named without its folder. */
    static String sideBySide(List<Path> files) throws IOException {
        return list(files, Path::getFileName);
    }

    private static String list(List<Path> files, UnaryOperator<Path> name) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files) {
            lines.append(sha256(file)).append("  ").append(name.apply(file)).append('\n');
        }
        return lines.toString();
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
