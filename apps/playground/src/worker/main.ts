import { expose } from 'comlink';
import { Playground } from './playground.ts';

expose(new Playground());
