/** The REST API of the reports. */
@NullMarked
package com.homedelivery.analytics.web;

import org.jspecify.annotations.NullMarked;
