package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Keeps two calls of {@code ./dev} from changing the suite at the same time. */
final class SuiteLock implements AutoCloseable {

    private final FileChannel file;

    private SuiteLock(FileChannel file) {
        this.file = file;
    }

    /** @throws SuiteException when another call is at work */
    static SuiteLock take(Workspace workspace) {
        try {
            Files.createDirectories(workspace.local());
            FileChannel file = FileChannel.open(
                    workspace.local().resolve("dev.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                throw new SuiteException("Another ./dev is starting or stopping services of this checkout. "
                        + "Wait for it, or end it with Ctrl-C.");
            }
            return new SuiteLock(file);
        } catch (IOException e) {
            throw new SuiteException("Cannot lock " + workspace.local() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new SuiteException("Cannot release the lock: " + e.getMessage(), e);
        }
    }
}
