package com.homedelivery.systemtests.upgrade;

import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.BuiltVersion;
import com.homedelivery.systemtests.suite.SuiteOptions;
import com.homedelivery.systemtests.suite.TestSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./dev record}: starts a suite of its own, has people use it, kills it, and records what it leaves. */
public final class RecordRelease {

    private static final int MISUSED = 2;

    /** The first one in a POM of this project is that of its parent, or its own: they are all the same. */
    private static final Pattern VERSION = Pattern.compile(
            "<artifactId>home-delivery</artifactId>\\s*<version>(\\d+\\.\\d+\\.\\d+)(-SNAPSHOT)?</version>");

    private RecordRelease() {}

    /** @param words git's name of a built version; without any, this checkout is recorded */
    public static void main(String[] words) throws Exception {
        if (words.length > 1) {
            System.err.println("Usage: ./dev record [REF]");
            System.exit(MISUSED);
        }
        Path root = RepositoryRoot.find();
        Path version =
                words.length == 0 ? root : BuiltVersion.named(List.of(words).getFirst(), root);
        Reporter reporter = Reporter.ofProcess();
        String release = releaseOf(version);
        reporter.tell("starting the suite of " + release);
        Recording recording = Recording.ofLastRelease(root);
        try (TestSuite suite = TestSuite.start(options(root, version))) {
            reporter.tell("people use it");
            Recording.Cast cast = new ReleaseStory(suite).play();
            reporter.tell("everything is killed; recording");
            recording.record(suite.servers(), version, release, cast);
        }
        reporter.tell("recorded " + release + " in " + root.relativize(recording.file()) + ", "
                + Files.size(recording.file()) / 1024 + " KiB");
        System.exit(0);
    }

    private static SuiteOptions options(Path root, Path version) {
        Map<String, String> settings = new HashMap<>(ReleaseStory.SETTINGS);
        settings.putAll(Recording.SECRETS);
        SuiteOptions options = SuiteOptions.forTests(settings)
                .withAotCaches()
                .withoutLoadBalancers()
                .startingWith(_ -> {});
        return version.equals(root) ? options : options.withFormerVersion(version);
    }

    private static String releaseOf(Path version) throws IOException {
        Matcher matcher = VERSION.matcher(Files.readString(version.resolve("pom.xml")));
        if (!matcher.find()) {
            throw new IllegalArgumentException("pom.xml of " + version + " names no version");
        }
        return matcher.group(1);
    }
}
