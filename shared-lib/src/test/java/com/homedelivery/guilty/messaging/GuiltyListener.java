package com.homedelivery.guilty.messaging;

/** Public, though nobody's business. */
public class GuiltyListener {}
