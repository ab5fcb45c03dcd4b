/** Reports and their parameters: periods, stages, key figures. */
@NullMarked
package com.homedelivery.analytics.domain;

import org.jspecify.annotations.NullMarked;
