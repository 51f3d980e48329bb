export { hubertModelTypes, readHubertConfig } from './config.ts';
export { HubertForCTC, HubertForSequenceClassification, HubertModel } from './heads.ts';
