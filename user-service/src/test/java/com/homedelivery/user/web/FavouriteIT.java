package com.homedelivery.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.user.UserServiceTest;
import com.homedelivery.user.domain.Favourite;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class FavouriteIT extends UserServiceTest {

    private static final String FAVOURITES = "/users/favourites";

    @Autowired
    private JdbcClient jdbc;

    private final UUID milk = UUID.randomUUID();
    private final UUID bread = UUID.randomUUID();

    @Test
    void comeTheLatestFirst() {
        assertThat(ann.get(FAVOURITES).data()).isEmpty();

        ann.put(FAVOURITES + "/" + milk, null).hasStatus(200);
        ann.put(FAVOURITES + "/" + bread, null).hasStatus(200);

        assertThat(productsOf(ann.get(FAVOURITES))).containsExactly(bread.toString(), milk.toString());
        assertThat(api.asCustomer().get(FAVOURITES).data()).isEmpty();
    }

    @Test
    void addedAgainIsTheSame() {
        ApiResult first = ann.put(FAVOURITES + "/" + milk, null);

        assertThat(ann.put(FAVOURITES + "/" + milk, null).data()).isEqualTo(first.data());
        assertThat(ann.get(FAVOURITES).data()).hasSize(1);
    }

    @Test
    void isNoneAnyMoreWhenRemoved() {
        ann.put(FAVOURITES + "/" + milk, null);

        ann.delete(FAVOURITES + "/" + milk).hasStatus(200);
        ann.delete(FAVOURITES + "/" + milk).hasStatus(200);
        ann.delete(FAVOURITES + "/milk").hasError(404, "NOT_FOUND");

        assertThat(ann.get(FAVOURITES).data()).isEmpty();
    }

    @Test
    void comeInPages() {
        Stream.of(milk, bread, UUID.randomUUID()).forEach(product -> ann.put(FAVOURITES + "/" + product, null));

        ApiResult second = ann.get(FAVOURITES + "?page=2&limit=1");

        assertThat(productsOf(second)).containsExactly(bread.toString());
        assertThat(second.body().at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(second.body().at("/pagination/totalPages").asInt()).isEqualTo(3);
        ann.get(FAVOURITES + "?limit=101").isInvalid("limit");
    }

    @Test
    void areBoundedHoweverManyComeAtOnce() {
        int room = 3;
        ann.put(FAVOURITES + "/" + milk, null);
        jdbc.sql("""
                insert into favourites (user_id, product_id, added_at)
                select ?, gen_random_uuid(), now() from generate_series(2, ?)""").params(ann.userId(), Favourite.MAX - room).update();

        AtomicInteger number = new AtomicInteger();
        List<ApiResult> answers =
                AtOnce.run(8, () -> ann.put(FAVOURITES + "/" + new UUID(7, number.incrementAndGet()), null));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(room);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.hasError(409, "CONFLICT"));
        assertThat(ann.get(FAVOURITES).data()).hasSize(Favourite.MAX);
        ann.put(FAVOURITES + "/" + milk, null).hasStatus(200);
    }

    private static List<String> productsOf(ApiResult answer) {
        return answer.data().findValuesAsString("productId");
    }
}
