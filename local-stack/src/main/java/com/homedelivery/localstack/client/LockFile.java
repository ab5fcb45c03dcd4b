package com.homedelivery.localstack.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** A file that one thread at a time can lock, of all processes. The kernel unlocks it even when the JVM is killed. */
public final class LockFile {

    private LockFile() {}

    /**
     * Locks a file, which is made if it is not there.
     *
     * @param limit how long to wait for others to unlock it; zero not to wait
     * @return what unlocks it when it is closed; empty when somebody else has locked it
     */
    public static Optional<FileChannel> tryLock(Path path, Duration limit) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (Polling.until(limit, () -> tryLock(file))) {
            return Optional.of(file);
        }
        file.close();
        return Optional.empty();
    }

    private static boolean tryLock(FileChannel file) {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException lockedByThisJvm) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
