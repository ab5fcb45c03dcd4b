package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.application.Dispatcher;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.work.BackgroundThread;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The threads of the {@link Dispatcher}, which searches for riders outside of requests. */
@Configuration(proxyBeanMethods = false)
@EnableAsync
class AsyncConfiguration {

    /** A search belongs to the trace of what asked for it. Discards what does not fit into its queue: the periodic job finds the deliveries. */
    @Bean(Dispatcher.EXECUTOR)
    ThreadPoolTaskExecutor dispatchExecutor(TracePropagation traces) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(2);
        executor.setMaxPoolSize(2);
        executor.setQueueCapacity(1000);
        executor.setThreadNamePrefix("dispatch-");
        executor.setTaskDecorator(search -> BackgroundThread.wrap(traces.wrap(search)));
        // While the service drains it is asked for searches still.
        executor.setAcceptTasksAfterContextClose(true);
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return executor;
    }
}
