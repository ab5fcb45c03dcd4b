package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Adds things up to a short text that changes when any of them changes. */
final class Fingerprint {

    private static final int LENGTH = 16;

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Names and contents of all files in a folder, or of one file; nothing when it is not there. */
    Fingerprint addContent(Path path) {
        try {
            for (Path file : files(path)) {
                add(path.relativize(file).toString());
                digest.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Place, size and age of a file: what the JVM itself looks at in the jars of an AOT cache. */
    Fingerprint addIdentity(Path file) {
        try {
            return add(file.toString())
                    .add(Long.toString(Files.size(file)))
                    .add(Files.getLastModifiedTime(file).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        try {
            byte[] sum = ((MessageDigest) digest.clone()).digest();
            return HexFormat.of().formatHex(sum).substring(0, LENGTH);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be cloned", e);
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
