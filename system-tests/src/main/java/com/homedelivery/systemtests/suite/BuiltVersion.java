package com.homedelivery.systemtests.suite;

import com.homedelivery.localstack.client.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another version of the services, as {@code ./dev} has checked it out and built it. */
public final class BuiltVersion {

    private BuiltVersion() {}

    /**
     * Where a version is.
     *
     * @param name git's name of it: a tag, a branch, a commit
     * @throws IllegalArgumentException when git does not know it, or it is not built
     */
    public static Path named(String name, Path root) {
        String commit = Processes.output(List.of(
                        "git", "-C", root.toString(), "rev-parse", "--verify", "--end-of-options", name + "^{commit}"))
                .map(String::strip)
                .orElseThrow(() -> new IllegalArgumentException("git knows no version " + name));
        Path checkout = root.resolve(".local/versions").resolve(commit);
        if (!Files.exists(checkout.resolve("built"))) {
            throw new IllegalArgumentException(name + " is not built: call ./dev chaos --rolling --from " + name);
        }
        return checkout;
    }
}
