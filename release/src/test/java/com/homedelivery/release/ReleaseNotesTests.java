package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseNotesTests {

    @Test
    void tellWhatPeopleHaveWrittenAndThenEachCommitByPart() {
        List<Commit> commits = List.of(
                commit("c5", "Say how it is", "README.md"),
                commit("c4", "Format", "order-service/src/main/java/Order.java"),
                commit("c3", "Let orders fly", "order-service/src/main/java/Order.java"),
                commit("c2", "Open the door", "api-gateway/src/main/java/Door.java"),
                commit("c1", "Format money because it is money", "cart-service/src/main/java/Cart.java"));

        assertThat(new ReleaseNotes(new Version(1, 1, 0), "### Added\n\n- Wings.", Optional.of("v1.0.0"), commits)
                        .markdown())
                .isEqualTo("""
                        # Home Delivery 1.1.0

                        ### Added

                        - Wings.

                        ## Every change

                        Commits since v1.0.0: 5, each under the part that it changes most; 1 that only formats is left out.

                        ### Gateway

                        - Open the door (c2)

                        ### Services

                        - Let orders fly (c3)
                        - Format money because it is money (c1)

                        ### Documents

                        - Say how it is (c5)
                        """);
    }

    @Test
    void ofTheFirstReleaseTellOfAllCommits() {
        assertThat(new ReleaseNotes(
                                new Version(1, 0, 0), "", Optional.empty(), List.of(commit("c1", "Begin", "pom.xml")))
                        .markdown())
                .contains("Commits up to the first release: 1")
                .contains("### Build and repository\n\n- Begin (c1)");
    }

    private static Commit commit(String id, String subject, String file) {
        return new Commit(id, subject, Map.of(file, 1));
    }
}
