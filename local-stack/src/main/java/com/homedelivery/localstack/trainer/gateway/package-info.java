/** Stands for the reactive gateway. */
@NullMarked
package com.homedelivery.localstack.trainer.gateway;

import org.jspecify.annotations.NullMarked;
