package com.homedelivery.localstack.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demo of the system tests, played on the running suite in front of whoever called. */
final class DemoRun {

    private static final String MODULE = "system-tests";
    private static final String MAIN_CLASS = "com.homedelivery.systemtests.demo.Demo";

    private final Path classes;
    private final Path libraries;
    private final Topology topology;

    DemoRun(Workspace workspace, Topology topology) {
        Path target = workspace.root().resolve(MODULE).resolve("target");
        this.classes = target.resolve("classes");
        this.libraries = target.resolve("runtime-classpath");
        this.topology = topology;
    }

    /** The module that must be built for it. */
    Module module() {
        return new Module(MODULE, List.of(classes, libraries));
    }

    /** Plays it and returns its exit code. */
    int play() throws InterruptedException {
        try {
            return new ProcessBuilder(
                            Jvm.executable(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classes
                                    + File.pathSeparator
                                    + Files.readString(libraries).strip(),
                            MAIN_CLASS,
                            topology.gatewayAddress().toString(),
                            topology.mailAddress().toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new SuiteException("The demo cannot be played: " + e.getMessage(), e);
        }
    }
}
