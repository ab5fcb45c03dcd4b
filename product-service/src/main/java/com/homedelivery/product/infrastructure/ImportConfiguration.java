package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.ImportProducts;
import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Goes on with imports, whichever instance it was that took them in. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    WakeUpSignal importSignal() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker importWorker(ImportProducts imports, WakeUpSignal importSignal, Clock clock) {
        return new PollingWorker("product-imports", imports::advance, importSignal, clock);
    }
}
