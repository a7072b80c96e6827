// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the page's charts with Apache ECharts. Every word and every figure comes with the page.
import { init, use } from 'echarts/core';
import { SankeyChart } from 'echarts/charts';
import { AriaComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
use([SankeyChart, AriaComponent, TooltipComponent, SVGRenderer]);
window.x = init;
