package com.homedelivery.systemtests.chart;

import com.homedelivery.systemtests.ProjectFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the chart is rendered with in the tests. */
enum ValueSet {
    DEFAULTS,
    SMALL(Chart.FOLDER.resolve("values-small.yaml")),
    PRODUCTION(Chart.FOLDER.resolve("values-production.yaml")),
    PLATFORM(Chart.FOLDER.resolve("values-production.yaml"), Chart.FOLDER.resolve("values-platform.yaml")),

    /** Everything that is off in the others, and a value for everything that has none. */
    EVERYTHING(ProjectFiles.ROOT.resolve("system-tests/src/test/resources/chart/everything.yaml"));

    private final List<Path> files;

    ValueSet(Path... files) {
        this.files = Stream.of(files).toList();
    }

    List<Path> files() {
        return files;
    }
}
