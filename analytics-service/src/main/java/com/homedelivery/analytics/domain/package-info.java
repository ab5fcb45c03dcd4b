/** What is asked for and what is answered: periods, stages, figures. */
@NullMarked
package com.homedelivery.analytics.domain;

import org.jspecify.annotations.NullMarked;
