package com.homedelivery.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.openapi.CheckedIn;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Clients of the last release are still served, and each way of not doing so is noticed. */
class BreakingChangesTests {

    private static final ObjectNode RELEASED = CheckedIn.read("released/openapi.json");

    @Test
    void theApiHasWhatItHadInTheLastRelease() {
        assertThat(BreakingChanges.between(RELEASED, CheckedIn.read("openapi.json")))
                .isEmpty();
    }

    /** Each line takes away or narrows one thing of the released document: where, which of it, and what is noticed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/paths | /api/cart | get /api/cart is gone",
                "/paths/~1api~1orders | post | post /api/orders is gone",
                "/paths/~1api~1orders/post/responses | 201 | post /api/orders 201 is gone",
                "/components/schemas/Order/properties | totalAmount | post /api/orders 201.data.totalAmount is gone",
                "/components/schemas/PlaceOrderRequest/properties | notes | post /api/orders body.notes is gone",
                "/components/schemas/CartItem/properties/quantity | format | get /api/cart 200.data.items[].quantity"
                        + " has another type"
            })
    void noticesWhatIsTakenAway(String place, String what, String noticed) {
        assertThat(after(document -> ((ObjectNode) document.at(place)).remove(what)))
                .contains(noticed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/components/schemas/PlaceOrderRequest/required | notes | post /api/orders body.notes is required",
                "/paths/~1api~1cart/get/security/0/bearerAuth | admin | get /api/cart is not for all any more whom it"
                        + " was for"
            })
    void noticesWhatIsAskedForBesides(String place, String what, String noticed) {
        assertThat(after(document -> ((ArrayNode) document.at(place)).add(what)))
                .contains(noticed);
    }

    @Test
    void noticesAnotherTypeInsideAComponent() {
        assertThat(after(document -> ((ObjectNode) document.at("/components/schemas/CartItem/properties/price"))
                        .put("type", "string")))
                .contains("get /api/cart 200.data.items[].price has another type");
    }

    @Test
    void noticesThatAnAnswerMayLackWhatItAlwaysHad() {
        assertThat(after(document -> ((ObjectNode) document.at("/components/schemas/Cart")).remove("required")))
                .contains("get /api/cart 200.data.total may be missing");
    }

    @Test
    void noticesACodeThatIsNoLongerTold() {
        assertThat(after(document -> document.at("/components/responses").forEach(response -> {
                    if (response.at("/content/application~1json/examples") instanceof ObjectNode examples) {
                        examples.remove("ORDER_FAILED");
                    }
                })))
                .contains("post /api/orders 400 ORDER_FAILED is gone");
    }

    /** Generated clients name their methods after it. */
    @Test
    void noticesAnotherOperationId() {
        assertThat(after(document ->
                        ((ObjectNode) document.at("/paths/~1api~1orders/post")).put("operationId", "order")))
                .containsExactly("post /api/orders has another operation id");
    }

    @Test
    void noticesATighterLimit() {
        assertThat(after(
                        document -> ((ObjectNode) document.at("/components/schemas/PlaceOrderRequest/properties/notes"))
                                .put("maxLength", 10)))
                .contains("post /api/orders body.notes has a lower maxLength");
    }

    @Test
    void letsAnswersAndRequestsHaveMore() {
        assertThat(after(document -> {
                    document.withObject("/components/schemas/Order/properties")
                            .putObject("colour")
                            .put("type", "string");
                    document.withObject("/components/schemas/PlaceOrderRequest/properties")
                            .putObject("colour")
                            .put("type", "string");
                    document.withObject("/paths").putObject("/api/colours");
                }))
                .isEmpty();
    }

    private static List<String> after(Consumer<ObjectNode> change) {
        ObjectNode changed = RELEASED.deepCopy();
        change.accept(changed);
        return BreakingChanges.between(RELEASED, changed);
    }
}
