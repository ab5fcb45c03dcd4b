package com.homedelivery.localstack.trainer.gateway;

import com.homedelivery.localstack.trainer.Row;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The service behind the gateway's route. */
@RestController
class ReactiveEcho {

    @GetMapping("/echo/rows")
    Flux<Row> some() {
        return Flux.just(new Row("row", BigDecimal.TEN));
    }

    @PostMapping("/echo/rows")
    Mono<Row> echo(@Valid @RequestBody Row row) {
        return Mono.just(row);
    }
}
