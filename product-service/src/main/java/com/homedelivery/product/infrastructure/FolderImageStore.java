package com.homedelivery.product.infrastructure;

import com.homedelivery.product.ProductProperties;
import com.homedelivery.product.application.ImageStore;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** A folder, which instances share; see {@link ProductProperties#imageFolder}. A file is there whole or not at all. */
@Component
class FolderImageStore implements ImageStore {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}-(large|medium|small)\\.(jpg|png)");

    private final Path folder;

    FolderImageStore(ProductProperties properties) {
        this.folder = Path.of(properties.imageFolder());
    }

    @Override
    public void put(String name, byte[] content) {
        Path target = folder.resolve(name);
        try {
            if (Files.exists(target)) {
                return;
            }
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, ".upload-", null);
            try {
                Files.write(written, content);
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new ServiceUnavailableException("Pictures cannot be kept right now", e);
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ServiceUnavailableException("Pictures cannot be read right now", e);
        }
    }
}
