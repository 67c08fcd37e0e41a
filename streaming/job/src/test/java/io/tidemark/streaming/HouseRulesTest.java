package io.tidemark.streaming;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
